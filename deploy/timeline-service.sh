#!/bin/sh
# timeline-service for root, beside the units: a command runs as the service's user, with its settings and on its store.
#   install -m 755 deploy/timeline-service.sh /usr/local/sbin/timeline-service
# Files that it reads are named by their whole path, lie outside of /tmp and can be read by everybody; or they come by
# standard input.
for word; do # systemd would put variables in the place of what begins with a dollar
    set -- "$@" "$(printf '%s\n' "$word" | sed 's/\$/$$/g')"
    shift
done
exec systemd-run --quiet --collect --wait --pty --pipe \
    --property=DynamicUser=yes --property=User=timeline-service --property=UMask=0077 \
    --property=StateDirectory=timeline-service --property=StateDirectoryMode=0700 \
    --property=Environment=XDG_DATA_HOME=/var/lib/timeline-service \
    --property=EnvironmentFile=-/etc/timeline-service.env \
    /opt/timeline-service/.venv/bin/timeline-service "$@"
