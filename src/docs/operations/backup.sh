#!/bin/sh
# backup.sh           makes one backup now and reads it back
# backup.sh nightly   does so each night at 02:30 UTC, for as long as it runs, and deletes those older than BACKUP_DAYS
# Where the database is: PGHOST, PGPORT, PGUSER, PGDATABASE as in psql; its password in the file PASSWORD_FILE, or PGPASSWORD.
set -eu

backups=${BACKUPS:-/backups}
days=${BACKUP_DAYS:-14}
if [ -n "${PASSWORD_FILE:-}" ]; then
  PGPASSWORD=$(cat "$PASSWORD_FILE")
  export PGPASSWORD
fi

backup() {
  name=portal-$(date -u +%Y%m%dT%H%M%SZ).dump
  # One snapshot of everything at one moment: engine, domain, sessions and the ledger of emails are one database.
  # The portal goes on meanwhile. The name is given only to what is complete.
  pg_dump --format=custom --file="$backups/.$name.part"
  # Reads every row of it: a broken file is found today and not on the day it is needed.
  pg_restore --file=/dev/null "$backups/.$name.part"
  mv "$backups/.$name.part" "$backups/$name"
  echo "$backups/$name: $(wc -c < "$backups/$name") bytes"
  find "$backups" -maxdepth 1 -name 'portal-*.dump' -mtime +"$days" -delete
  find "$backups" -maxdepth 1 -name '.portal-*.part' -mtime +1 -delete
}

if [ "${1:-}" != nightly ]; then
  backup
  exit
fi

while true; do
  now=$(date -u +%s)
  next=$((now - now % 86400 + 9000))
  [ "$next" -gt "$now" ] || next=$((next + 86400))
  sleep $((next - now)) &
  # so that the container stops at once
  trap 'exit 0' TERM INT
  wait $!
  (backup) || echo "NO BACKUP WAS MADE" >&2
done
