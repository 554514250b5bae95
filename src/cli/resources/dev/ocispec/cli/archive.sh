#!/bin/sh
# Makes ocispec.jsa beside ocispec.jar: the classes of typical commands as Java keeps them in memory, with which a
# command starts in about half the time. It holds for one Java and one jar in one place: run this again when either
# changes. The argument is the folder of the jar; default: the one of this script. Java 17 keeps no class of a jar whose
# path has spaces.

fail() {
  printf 'ocispec: %s\n' "$1" >&2
  exit 1
}

[ $# -le 1 ] || fail "expected the folder of ocispec.jar, found $# arguments"
self=$(readlink -f -- "$0") || fail "can't find out where $0 lies"
home=$(readlink -f -- "${1:-${self%/*}}") || fail "there is no folder $1"
[ -f "$home/ocispec.jar" ] || fail "$home/ocispec.jar is missing"

if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, which has no bin/java; set it to a Java 17 or later, or unset it"
else
  java=$(command -v java) || fail "found no java on PATH; install Java 17 or later, or set JAVA_HOME"
fi

work=$(mktemp -d "$home/.ocispec-archive.XXXXXX") || fail "can't write into $home"
trap 'rm -rf -- "$work"' EXIT
trap 'exit 1' HUP INT TERM

# What Java says of classes that it leaves out is of no use here.
"$java" -Xshare:auto -XX:ArchiveClassesAtExit="$work/ocispec.jsa" -Xlog:disable \
  -Xlog:class+load:file=\""$work/loaded"\":none -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$home/ocispec.jar" \
  dev.ocispec.cli.TrainingRun "$work" "$work/loaded" "$home/ocispec.jar" ||
  fail "$java could not run the commands that the archive is made from"
[ -f "$work/ocispec.jsa" ] || fail "$java makes no archive of classes; ocispec works without one"
wc -c <"$work/ocispec.jsa" >"$work/ocispec.jsa.size" || fail "can't write into $home"
chmod 644 "$work/ocispec.jsa" "$work/ocispec.jsa.size"
mv -f -- "$work/ocispec.jsa" "$work/ocispec.jsa.size" "$home" || fail "can't write into $home"
