#!/bin/sh
# restore.sh FILE          puts a backup beside the database, as PGDATABASE_restored, and counts what is in it
# restore.sh FILE --swap   and then in its place; the one of before stays as PGDATABASE_before. No node may run.
# Where the database is: PGHOST, PGPORT, PGUSER, PGDATABASE as in psql; its password in the file PASSWORD_FILE, or PGPASSWORD.
set -eu

file=${1:?which backup}
database=${PGDATABASE:-portal}
if [ -n "${PASSWORD_FILE:-}" ]; then
  PGPASSWORD=$(cat "$PASSWORD_FILE")
  export PGPASSWORD
fi
export PGDATABASE=postgres

count() {
  psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --dbname="$1" --command="
    select 'vendors ' || (select count(*) from vendor) || ', customers ' || (select count(*) from customer)
      || ', invitations ' || (select count(*) from invitation) || ', accounts ' || (select count(*) from account)
      || ', emails ' || (select count(*) from sent_mail)
      || ', running instances ' || (select count(*) from act_ru_execution where id_ = proc_inst_id_)
      || ', schema ' || (select max(version) from flyway_schema_history where success)"
}

dropdb --if-exists "${database}_restored"
createdb "${database}_restored"
# Stops at the first error, and leaves nothing half: one transaction.
pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --no-comments --dbname="${database}_restored" "$file"
vacuumdb --quiet --analyze-only "${database}_restored"
echo "restored: $(count "${database}_restored")"

if [ "${2:-}" = --swap ]; then
  connected=$(psql --no-psqlrc --tuples-only --no-align --command="select count(*) from pg_stat_activity where datname = '$database'")
  if [ "$connected" != 0 ]; then
    echo "$connected connections to $database are open: stop the nodes first. Nothing was changed." >&2
    exit 1
  fi
  echo "before:   $(count "$database")"
  dropdb --if-exists "${database}_before"
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --single-transaction \
    --command="alter database \"$database\" rename to \"${database}_before\"" \
    --command="alter database \"${database}_restored\" rename to \"$database\""
  echo "$database is the backup now; ${database}_before is what was there"
fi
