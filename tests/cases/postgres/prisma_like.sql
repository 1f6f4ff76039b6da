-- What Prisma makes: quoted names in camel case, and enums of the same.
-- from
CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');
CREATE TABLE "User" ("id" TEXT NOT NULL, "email" TEXT NOT NULL, "role" "Role" NOT NULL DEFAULT 'USER', "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
-- to
CREATE TYPE "Role" AS ENUM ('USER', 'EDITOR', 'ADMIN');
CREATE TABLE "User" ("id" TEXT NOT NULL, "email" TEXT NOT NULL, "roles" "Role"[] DEFAULT ARRAY['USER']::"Role"[], "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "updatedAt" TIMESTAMP(3) NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
CREATE TABLE "_PostToUser" ("A" TEXT NOT NULL, "B" TEXT NOT NULL, CONSTRAINT "_PostToUser_B_fkey" FOREIGN KEY ("B") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE);
CREATE UNIQUE INDEX "_PostToUser_AB_unique" ON "_PostToUser"("A", "B");
CREATE INDEX "_PostToUser_B_index" ON "_PostToUser"("B");
-- rows
INSERT INTO "User" ("id", "email") VALUES ('a', 'a@b');
-- kept
SELECT "roles" FROM "User"
= {USER}
