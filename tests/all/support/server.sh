#!/usr/bin/env bash
# Starts a throw-away server for one test run: server.sh postgres|mariadb STATE_DIR PORT
# Returns when it answers, with its URL in STATE_DIR/url. The caller holds a lock on
# STATE_DIR/starting; every test process holds a shared one on STATE_DIR/users while it runs,
# and soon after the last of them is gone the server goes too, with its data.
set -euo pipefail

kind=$1 state=$2 port=$3
postgres=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)
PATH=${postgres:+$postgres:}$PATH:/usr/sbin:/usr/local/sbin
case $kind in
    postgres) owner=postgres version=$(initdb --version 2>/dev/null) ;;
    mariadb) owner=mysql version=$(mariadbd --version 2>/dev/null) ;;
esac || exit 127

# Servers refuse to run as root, and their own user may not see the directory of the project.
data=$(mktemp -d "${TMPDIR:-/tmp}/autogen-$kind.XXXXXX")
trap 'kill ${server:-} 2>/dev/null; rm -rf "$data"' EXIT
as_owner=()
if [ "$(id -u)" = 0 ]; then
    id -u "$owner" >/dev/null 2>&1 || owner=nobody
    as_owner=(setpriv --reuid "$owner" --regid "$(id -gn "$owner")" --clear-groups)
    chown "$owner" "$data"
fi

# An empty data directory takes seconds to make and nothing to copy.
template=$state/template-$(sha256sum <<<"$version" | cut -c 1-12)
if [ ! -d "$template" ]; then
    echo secret >"$data/password" && chmod 644 "$data/password"
    case $kind in
        postgres)
            # MD5, because SCRAM's four thousand rounds are felt at every connection of a debug build.
            "${as_owner[@]}" initdb -D "$data/db" --no-sync --encoding=UTF8 --locale=C \
                --username=autogen --pwfile="$data/password" --auth=md5 ;;
        mariadb)
            "${as_owner[@]}" mariadb-install-db --no-defaults --datadir="$data/db" --skip-test-db \
                --auth-root-authentication-method=normal ;;
    esac >"$data/log" 2>&1 </dev/null || { cat "$data/log" >&2; exit 1; }
    rm -rf "$state"/template-*
    cp -R "$data/db" "$state/new" && mv "$state/new" "$template"
else
    cp -R "$template" "$data/db"
    [ "$(id -u)" != 0 ] || chown -R "$owner" "$data/db"
    chmod 700 "$data/db"
fi

case $kind in
    postgres)
        url=postgres://autogen:secret@127.0.0.1:$port/postgres
        ready=(pg_isready --quiet --host=127.0.0.1 --port="$port")
        "${as_owner[@]}" postgres -D "$data/db" -p "$port" -k "$data" -c listen_addresses=127.0.0.1 \
            -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal \
            -c max_wal_senders=0 -c autovacuum=off -c max_connections=300 >"$data/log" 2>&1 </dev/null &
        ;;
    mariadb)
        url=mysql://autogen:secret@127.0.0.1:$port/mysql
        ready=(mariadb-admin --no-defaults --host=127.0.0.1 --port="$port" --user=autogen --password=secret status)
        printf '%s\n' "CREATE OR REPLACE USER autogen@'%' IDENTIFIED BY 'secret';" \
            "GRANT ALL ON *.* TO autogen@'%' WITH GRANT OPTION;" >"$data/init.sql"
        "${as_owner[@]}" mariadbd --no-defaults --datadir="$data/db" --socket="$data/socket" \
            --pid-file="$data/pid" --bind-address=127.0.0.1 --port="$port" --init-file="$data/init.sql" \
            --skip-name-resolve --character-set-server=utf8mb4 --max-connections=300 \
            --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 --innodb-buffer-pool-size=64M \
            --sync-frm=0 >"$data/log" 2>&1 </dev/null &
        ;;
esac
server=$!

for ((tries = 0; ; tries++)); do
    ! "${ready[@]}" >/dev/null 2>&1 || break
    kill -0 $server 2>/dev/null && [ $tries -lt 300 ] || { cat "$data/log" >&2; exit 1; }
    sleep 0.2
done
echo "$url" >"$state/url"
trap - EXIT

# The watch: stops under the lock that a starting test takes, so that nobody is handed a server
# that is about to go.
(
    unused=0
    while [ $unused -lt 30 ] && sleep 2 && kill -0 $server 2>/dev/null; do
        if flock --nonblock "$state/users" true; then unused=$((unused + 2)); else unused=0; fi
        [ $unused -ge 30 ] || continue
        exec 9>"$state/starting" && flock 9
        flock --nonblock "$state/users" true || { unused=0; exec 9>&-; }
    done
    rm -f "$state/url"
    kill -QUIT $server || true
    while kill -0 $server; do sleep 0.2; done
    rm -rf "$data"
) >/dev/null 2>&1 </dev/null &
