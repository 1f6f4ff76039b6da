#!/usr/bin/env bash
# Starts a throw-away server for one test run:
#
#     server.sh postgres|mariadb|mysql|galera STATE_DIR PORT [ROOT VERSION]
#
# Returns when it answers, with its URL in STATE_DIR/url. The caller holds a lock on
# STATE_DIR/starting; every test process holds a shared one on STATE_DIR/users while it runs,
# and soon after the last of them is gone the server goes too, with its data. ROOT is a folder
# with a whole system, of which the server runs; VERSION is what its version has to begin with.
# With AUTOGEN_TEST_RESTART set, a server that was killed comes back with its data.
set -euo pipefail

kind=$1 state=$2 port=$3 root=${4:-} wanted=${5:-}
postgres=$(compgen -G "$root/usr/lib/postgresql/*/bin" | sort -V | tail -n 1 || true)
PATH=${postgres:+${postgres#"$root"}:}$PATH:/usr/sbin:/usr/local/sbin
inside=(${root:+chroot "$root"})
case $kind in
    postgres) owner=postgres version=$("${inside[@]}" initdb --version 2>/dev/null) ;;
    mariadb | galera) owner=mysql version=$("${inside[@]}" mariadbd --version 2>/dev/null) ;;
    mysql) owner=mysql version=$("${inside[@]}" mysqld --version 2>/dev/null) ;;
esac || exit 127
wsrep=$(compgen -G "/usr/lib*/galera*/libgalera_smm.so" | tail -n 1 || true)
[ "$kind" != galera ] || [ -n "$wsrep" ] || exit 127
[[ $version =~ [^0-9.]"$wanted"[.0-9] ]] || { echo "$root is not $kind $wanted: $version" >&2; exit 1; }

# Servers refuse to run as root, and their own user may not see the directory of the project.
temporary=${root:+$root/tmp}
data=$(mktemp -d "${temporary:-${TMPDIR:-/tmp}}/autogen-$kind.XXXXXX")
trap 'kill ${server:-} 2>/dev/null; rm -rf "$data"' EXIT
as_owner=()
if [ -n "$root" ]; then
    owner=65534 # nobody, everywhere
    as_owner=(chroot --userspec="$owner:$owner" "$root")
elif [ "$(id -u)" = 0 ]; then
    id -u "$owner" >/dev/null 2>&1 || owner=nobody
    as_owner=(setpriv --reuid "$owner" --regid "$(id -gn "$owner")" --clear-groups)
fi
[ "$(id -u)" != 0 ] || chown "$owner" "$data"
here=${data#"$root"}

# An empty data directory takes seconds to make and nothing to copy.
template=$state/template-$(sha256sum <<<"$version" | cut -c 1-12)
if [ ! -d "$template" ]; then
    echo secret >"$data/password" && chmod 644 "$data/password"
    case $kind in
        postgres)
            # MD5, because SCRAM's four thousand rounds are felt at every connection of a debug build.
            "${as_owner[@]}" initdb -D "$here/db" --no-sync --encoding=UTF8 --locale=C \
                --username=autogen --pwfile="$here/password" --auth=md5 ;;
        mariadb | galera)
            "${as_owner[@]}" mariadb-install-db --no-defaults --datadir="$here/db" --skip-test-db --force \
                --auth-root-authentication-method=normal ;;
        mysql)
            "${as_owner[@]}" mysqld --no-defaults --initialize-insecure --datadir="$here/db" ;;
    esac >"$data/log" 2>&1 </dev/null || { cat "$data/log" >&2; exit 1; }
    rm -rf "$state"/template-*
    cp -R "$data/db" "$state/new" && mv "$state/new" "$template"
else
    cp -R "$template" "$data/db"
    [ "$(id -u)" != 0 ] || chown -R "$owner" "$data/db"
    chmod 700 "$data/db"
fi

# What a killed server has committed must be with the system at least.
commits=off flush=0
[ -z "${AUTOGEN_TEST_RESTART:-}" ] || commits=on flush=2
serve() {
case $kind in
    postgres)
        url=postgres://autogen:secret@127.0.0.1:$port/postgres
        ready=("${inside[@]}" pg_isready --quiet --host=127.0.0.1 --port="$port")
        "${as_owner[@]}" postgres -D "$here/db" -p "$port" -k "$here" -c listen_addresses=127.0.0.1 \
            -c fsync=off -c synchronous_commit=$commits -c full_page_writes=off -c wal_level=minimal \
            -c max_wal_senders=0 -c autovacuum=off -c jit=off -c max_connections=300 >"$data/log" 2>&1 </dev/null &
        ;;
    mariadb | mysql | galera)
        url=mysql://autogen:secret@127.0.0.1:$port/mysql
        client=mysql program=mysqld
        own=(--secure-file-priv=NULL --skip-log-bin --mysqlx=OFF)
        if [ "$kind" = mariadb ]; then
            client=mariadb program=mariadbd own=(--sync-frm=0)
        elif [ "$kind" = galera ]; then
            # A cluster of one, which listens for others at the next port but one thousand.
            client=mariadb program=mariadbd
            own=(--wsrep-on=ON --wsrep-cluster-address=gcomm:// --binlog-format=ROW --wsrep-node-address=127.0.0.1
                --wsrep-provider="$wsrep"
                --wsrep-provider-options="gmcast.listen_addr=tcp://127.0.0.1:$((port > 40000 ? port - 1000 : port + 1000));gcache.size=1M")
        fi
        ready=("${inside[@]}" $client --no-defaults --host=127.0.0.1 --port="$port" --user=autogen --password=secret --execute="DO 0")
        printf '%s\n' "CREATE USER IF NOT EXISTS autogen@'%' IDENTIFIED BY 'secret';" \
            "GRANT ALL ON *.* TO autogen@'%' WITH GRANT OPTION;" >"$data/init.sql"
        "${as_owner[@]}" $program --no-defaults --datadir="$here/db" --socket="$here/socket" --tmpdir="$here/db" \
            --pid-file="$here/pid" --bind-address=127.0.0.1 --port="$port" --init-file="$here/init.sql" \
            --skip-name-resolve --character-set-server=utf8mb4 --max-connections=300 \
            --innodb-flush-log-at-trx-commit=$flush --innodb-doublewrite=0 --innodb-buffer-pool-size=64M \
            "${own[@]}" >"$data/log" 2>&1 </dev/null &
        ;;
esac
server=$!
}
serve

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
    unused=0 pause=2
    [ -z "${AUTOGEN_TEST_RESTART:-}" ] || pause=0.1
    alive() {
        kill -0 $server 2>/dev/null || { [ -n "${AUTOGEN_TEST_RESTART:-}" ] && serve; }
    }
    while [ $unused -lt 30 ] && sleep $pause && alive; do
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
