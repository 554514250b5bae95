#!/bin/sh
# A runtime for tests: it keeps containers in files, isolates nothing, and takes a container's
# arguments from the bundle's file "args", one a line, because a shell can't read JSON.
set -u
root=/run/fake log= bundle=. pidfile= force= file= image= leave= flags=

fail() { # exit code, message
  [ -z "$log" ] || printf '{"level":"error","msg":"%s","time":"2026-01-01T00:00:00Z"}\n' "$2" >>"$log"
  echo "$2" >&2
  exit "$1"
}

while [ $# -gt 0 ]; do
  case $1 in
    --root) root=$2; shift 2 ;;
    --log) log=$2; shift 2 ;;
    --log-format) shift 2 ;;
    --version) printf 'fake version 1.0\ncommit: 0\nspec: 1.0.2\n'; exit 0 ;;
    -*) fail 1 "flag provided but not defined: $1" ;;
    *) break ;;
  esac
done
verb=$1
shift
while [ $# -gt 0 ]; do
  case $1 in
    --bundle) bundle=$2; shift 2 ;;
    --pid-file) pidfile=$2; shift 2 ;;
    --force) force=1; shift ;;
    --all) shift ;;
    --format) shift 2 ;;
    --resources) shift 2 ;;
    --tty | --detach) shift ;;
    --image-path) image=$2; shift 2 ;;
    --work-path | --console-socket) flags="$flags $1 $2"; shift 2 ;;
    --leave-running) leave=1; shift ;;
    --tcp-established | --ext-unix-sk | --shell-job | --file-locks) flags="$flags $1"; shift ;;
    -*) fail 1 "flag provided but not defined: $1" ;;
    *) break ;;
  esac
done
id=${1:-}
dir=$root/$id

need() { [ -d "$dir" ] || fail 1 "container does not exist"; }

alive() {
  case $(sed 's/.*) //' "/proc/$(cat "$dir/pid")/stat" 2>/dev/null) in
    '' | [ZX]*) return 1 ;; # Gone, at this very moment perhaps, or dead.
  esac
}

status() {
  if ! alive; then echo stopped; else cat "$dir/status"; fi
}

document() { # of the container in $dir
  s=$(status)
  p=$(cat "$dir/pid")
  [ "$s" != stopped ] || p=0
  printf '{"ociVersion":"1.0.2","id":"%s","pid":%s,"status":"%s","bundle":"%s"}' \
    "${dir##*/}" "$p" "$s" "$(cat "$dir/bundle")"
}

program() { # finds the file of a container's program
  case $1 in
    /*) file=$bundle/rootfs$1 ;;
    *) file=$bundle/rootfs/bin/$1 ;;
  esac
  if [ -d "$file" ]; then fail 1 "exec: \\\"$1\\\": is a directory"; fi
  [ -e "$file" ] || [ -L "$file" ] || fail 1 "exec: \\\"$1\\\": executable file not found in \$PATH"
  [ -L "$file" ] || [ -x "$file" ] || fail 1 "exec: \\\"$1\\\": permission denied"
}

case $verb in
  create | run | restore)
    [ -d "$bundle/rootfs" ] || fail 1 "invalid rootfs: stat $bundle/rootfs: no such file or directory"
    [ ! -d "$dir" ] || fail 1 "container with given ID already exists"
    if [ "$verb" = restore ]; then
      [ -f "$image/bundle" ] || fail 1 "criu failed: no checkpoint in $image"
      echo "$flags" >"$image/restored"
    fi
    set --
    while IFS= read -r line; do set -- "$@" "$line"; done <"$bundle/args"
    program "$1"
    shift
    mkdir -p "$dir"
    mkfifo "$dir/go"
    echo "$bundle" >"$dir/bundle"
    exec 3<&0 # A background process would read from /dev/null otherwise.
    if [ "$verb" = create ]; then
      echo created >"$dir/status"
      PATH=$bundle/rootfs/bin:$PATH setsid sh -c 'read -r _ <"$0"; exec "$@"' \
        "$dir/go" "$file" "$@" <&3 3<&- &
    else
      echo running >"$dir/status"
      PATH=$bundle/rootfs/bin:$PATH setsid "$file" "$@" <&3 3<&- &
    fi
    echo $! >"$dir/pid"
    [ -z "$pidfile" ] || cp "$dir/pid" "$pidfile"
    [ "$verb" = run ] || exit 0 # Restored ones are begun anew, for want of a kernel that would do more.
    wait $!
    code=$?
    rm -r "$dir"
    exit $code
    ;;
  start)
    need
    echo running >"$dir/status"
    echo >"$dir/go"
    ;;
  state)
    need
    document
    ;;
  kill)
    need
    kill -"$2" "-$(cat "$dir/pid")"
    ;;
  checkpoint)
    need
    mkdir -p "$image"
    cp "$dir/bundle" "$image/bundle"
    echo "$flags" >"$image/flags"
    [ -z "$leave" ] || exit 0
    kill -KILL "-$(cat "$dir/pid")"
    while alive; do sleep 0.01; done
    rm -r "$dir"
    ;;
  pause)
    need
    kill -STOP "-$(cat "$dir/pid")"
    echo paused >"$dir/status"
    ;;
  resume)
    need
    kill -CONT "-$(cat "$dir/pid")"
    echo running >"$dir/status"
    ;;
  delete)
    [ -z "$force" ] || [ -d "$dir" ] || exit 0
    need
    kill -KILL "-$(cat "$dir/pid")" 2>/dev/null
    while alive; do sleep 0.01; done
    rm -r "$dir"
    ;;
  ps)
    need
    printf '[%s]' "$(cat "$dir/pid")"
    ;;
  list)
    printf '['
    separator=
    for dir in "$root"/*; do
      [ -d "$dir" ] || continue
      printf '%s' "$separator"
      separator=,
      document
    done
    printf ']'
    ;;
  exec)
    need
    bundle=$(cat "$dir/bundle")
    shift
    program "$1"
    shift
    [ -z "$pidfile" ] || echo $$ >"$pidfile"
    export PATH="$bundle/rootfs/bin:$PATH"
    exec "$file" "$@"
    ;;
  update) need ;;
  features) printf '{"ociVersionMin":"1.0.0","ociVersionMax":"1.0.2"}' ;;
  *) fail 1 "unknown command $verb" ;;
esac
