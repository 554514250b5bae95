#!/bin/sh
# Starts ocispec: its jar lies beside this script, or in ../share/ocispec. Java comes from JAVA_HOME, else from PATH.
# OCISPEC_JAVA_OPTIONS holds options for Java, separated by spaces.

fail() {
  printf 'ocispec: %s\n' "$1" >&2
  exit 4
}

# Whether a path leads through a link.
linked() {
  rest=$1
  while [ -n "$rest" ]; do
    [ -h "$rest" ] && return 0
    rest=${rest%/*}
  done
  return 1
}

# Another program is only asked where there is something to resolve: starting one takes as long as all else here.
case $0 in
  *//* | ./* | ../* | */./* | */../*) self= ;;
  /*) self=$0 ;;
  */*) self=$PWD/$0 ;;
  *) self= ;;
esac
if [ -z "$self" ] || linked "$self"; then
  self=$(readlink -f -- "$0") || fail "can't find out where $0 lies"
fi
home=${self%/*}
if [ ! -f "$home/ocispec.jar" ] && [ -f "${home%/*}/share/ocispec/ocispec.jar" ]; then
  home=${home%/*}/share/ocispec
fi
case $home in
  *:*) fail "Java can't load a jar from $home, because of the colon; put the jar elsewhere" ;;
esac
[ -f "$home/ocispec.jar" ] || fail "$home/ocispec.jar is missing; put the jar there"

if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, which has no bin/java; set it to a Java 17 or later, or unset it"
else
  java=java
  command -v java >/dev/null || fail "found no java on PATH; install Java 17 or later, or set JAVA_HOME"
fi

# The archive of loaded classes holds for the Java and the jar that it was made with: with others, or without it, Java
# reads the jar. Of an archive that was cut short Java would crash, hence its size beside it. What Java has to say of the
# archive would go to standard output, where results belong. The quick compiler and the plain collector suit short runs, in
# which most code runs too rarely for even that compiler to be worth its time. As long as all classes come from the archive
# Java does not open a jar that is given as a class path; for -jar it would go through all its entries.
archive=
if [ -f "$home/ocispec.jsa" ] && [ -f "$home/ocispec.jsa.size" ] && read -r size <"$home/ocispec.jsa.size" &&
  [ "$(wc -c <"$home/ocispec.jsa")" -eq "$size" ] 2>/dev/null; then
  archive=-XX:SharedArchiveFile=$home/ocispec.jsa
fi
# Large pages spare a short run a third of the page faults. Java complains on standard output where there are none.
pages=
if read -r huge 2>/dev/null </sys/kernel/mm/transparent_hugepage/enabled; then
  case $huge in
    *'[madvise]'* | *'[always]'*) pages=-XX:+UseTransparentHugePages ;;
  esac
fi
# Java moves the archives to another address each time, which is more than a quarter of a short command's time. Commands that
# only read and print take them where they were made for. Those of the groups below touch so much of them that they would
# lose by it, and may run long beside what they do not trust.
case ${1-} in
  sandbox | remote | runtime | fixtures) address= ;;
  *) address='-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0' ;;
esac
# shellcheck disable=SC2086 # Each word is an option.
exec "$java" -Xshare:auto ${archive:+"$archive"} -Xlog:disable -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 \
  -XX:+UseSerialGC ${pages:+"$pages"} $address ${OCISPEC_JAVA_OPTIONS:-} --enable-native-access=ALL-UNNAMED \
  -cp "$home/ocispec.jar" dev.ocispec.cli.Main "$@"
