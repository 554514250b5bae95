#!/bin/sh
# systemd-nspawn behind the command line of an OCI runtime, as far as cases need it: it knows bundles, but no create, start
# or state. For root. What nspawn asks of every bundle beyond the specification is given to it: ociVersion 1.0.0, an
# os-release in the root filesystem, a pure view of control groups version 2; the rules on devices that the cases share are
# left out, as nspawn asks systemd for them.
set -eu
fail() { echo "nspawn.sh: $*" >&2; exit 1; }
root=/run/nspawn-oci
while [ $# -gt 0 ]; do
  case $1 in
    --root) root=$2; shift 2 ;;
    --log | --log-format) shift 2 ;;
    --version) echo "systemd-nspawn version $(systemd-nspawn --version | awk 'NR == 1 { print $2 }')"; exit ;;
    -*) shift ;;
    *) break ;;
  esac
done
verb=${1-} bundle= force=
shift
while [ $# -gt 0 ]; do
  case $1 in
    --bundle) bundle=$2; shift 2 ;;
    --pid-file) shift 2 ;;
    --force) force=1; shift ;;
    -*) shift ;;
    *) break ;;
  esac
done
id=${1-} folder=$root/${1-}
case $id in '' | . | .. | *[!A-Za-z0-9_.+-]*) fail "expected an id of letters, digits and _.+-, found '$id'" ;; esac
[ "$verb" = create ] || [ -n "$force" ] || [ -d "$folder" ] || fail "container $id does not exist"

alive() { [ -e "/proc/$(cat "$folder/pid")/status" ] 2>/dev/null && ! grep -q '^State:.*Z' "/proc/$(cat "$folder/pid")/status"; }
status() {
  if ! alive; then echo stopped; elif [ -e "$folder/started" ]; then echo running; else echo created; fi
}
# The container's first process, or nspawn itself until there is one.
leader() { pid=$(cat "$folder/pid"); pgrep -P "$pid" | head -n 1 || true; }

case $verb in
  create)
    [ -f "$bundle/config.json" ] || fail "no $bundle/config.json"
    mkdir -p "$root"
    mkdir "$folder" 2>/dev/null || fail "container $id exists"
    mkfifo "$folder/go"
    echo "$bundle" >"$folder/bundle"
    sed -zE 's/"ociVersion": *"1\.0\.2"/"ociVersion": "1.0.0"/
      s/,\s*"resources": *\{\s*"devices": *\[\s*\{\s*"allow": *false,\s*"access": *"rwm"\s*\}\s*\]\s*\}//' \
      "$bundle/config.json" >"$folder/config.json"
    if [ -d "$bundle/rootfs/etc" ]; then
      mkdir -p "$bundle/rootfs/usr"
      [ -e "$bundle/rootfs/etc/os-release" ] || echo ID=none >"$bundle/rootfs/etc/os-release"
    fi
    setsid sh -c '
      read -r go <"$1/go" || exit 1
      exec unshare --mount --propagation private sh -euc "
        mount --bind \"\$1/config.json\" \"\$2/config.json\"
        umount -l /sys/fs/cgroup
        mount -t cgroup2 cgroup2 /sys/fs/cgroup
        mkdir -p /run/systemd/nspawn
        mount -t tmpfs -o mode=755 tmpfs /run/systemd/nspawn
        mkdir -p \"/run/systemd/nspawn/propagate/\$3\"
        exec env SYSTEMD_LOG_TARGET=console SYSTEMD_LOG_LEVEL=debug systemd-nspawn --oci-bundle=\"\$2\" --register=no --keep-unit --pipe -M \"\$3\" 2>\"\$1/errors\"
      " sh "$1" "$2" "$3"
    ' sh "$folder" "$bundle" "c$(echo "$id" | cksum | cut -d" " -f1)" </dev/null &
    echo $! >"$folder/pid"
    ;;
  start)
    [ "$(status)" = created ] || fail "container $id is $(status)"
    : >"$folder/started"
    echo >"$folder/go"
    tries=0
    until [ -n "$(leader)" ] || ! alive || [ $((tries += 1)) -gt 50 ]; do sleep 0.05; done
    sleep 0.3
    # It says how a container ended, if there ever was one.
    if ! alive && ! grep -q '^Container ' "$folder/errors" 2>/dev/null; then
      fail "$(grep -v '[Bb]us ' "$folder/errors" | tail -n 1)"
    fi
    ;;
  state)
    status=$(status) pid=
    [ "$status" = stopped ] || pid="\"pid\": $( (leader; cat "$folder/pid") | head -n 1),"
    echo "{ \"ociVersion\": \"1.0.0\", \"id\": \"$id\", \"status\": \"$status\", $pid \"bundle\": \"$(cat "$folder/bundle")\" }"
    ;;
  kill)
    alive || fail "container $id is stopped"
    kill -s "$(echo "${2:-TERM}" | sed 's/^SIG//')" "$( (leader; cat "$folder/pid") | head -n 1)"
    ;;
  delete)
    [ -d "$folder" ] || exit 0
    [ -n "$force" ] || [ "$(status)" = stopped ] || fail "container $id is $(status)"
    if alive; then
      child=$(leader)
      kill -KILL ${child:+"$child"} "$(cat "$folder/pid")" 2>/dev/null || true
    fi
    rm -r "$folder"
    ;;
  *) fail "unknown verb $verb" ;;
esac
