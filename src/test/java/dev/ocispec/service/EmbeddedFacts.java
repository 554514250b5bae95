package dev.ocispec.service;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A package that embeds what it finds: for each row of the table about equal outputs, a folder with
 * what its commands print, and with what they leave in the folder.
 *
 * @param row what the table calls it
 * @param commands what finds it out, with the input {@code src}
 */
record EmbeddedFacts(String row, String commands) {
  /** All of them, in the order of the table. */
  static final List<EmbeddedFacts> ALL =
      List.of(
          of("a time by `SOURCE_DATE_EPOCH`", "date -u -d @$SOURCE_DATE_EPOCH"),
          of("the clock", "cat /proc/uptime; touch now; stat -c %y now; rm now"),
          of("file times", "echo > new; touch -d 1999-01-01 old; mkdir folder; ln -s new link"),
          of("time zone and locale", "date -d @0 +%H%Z; echo \"$TZ $LANG $LC_ALL\""),
          of("the caller's environment", "env"),
          of("places of folders", "pwd; readlink /proc/self/cwd; echo \"$0\""),
          of("host name", "hostname"),
          of("`uname -m`", "uname -m"),
          of("`uname -r`, `uname -v`", "uname -r; uname -v"),
          of("number and kind of processors", "nproc; grep -m 1 'model name' /proc/cpuinfo"),
          of("user name", "id -un"),
          of("user id", "id -u"),
          of("process ids", "echo $$; sh -c 'echo $$ $PPID'"),
          of("mask of new files", "umask"),
          of("modes of files", "echo > a; chmod 600 a; echo > b; chmod 711 b; mkdir -m 777 c"),
          of(
              "addresses of variables",
              "sed -n 's/-.* \\[heap]//p; s/-.* \\[vdso]//p; s/^[0-9a-f]*-\\([0-9a-f]*\\)"
                  + " .*\\[stack]/\\1/p' /proc/self/maps"),
          of("order of folders", "find /inputs/src"),
          of("order in an archive", "tar -cf - -C /inputs src | tar -tf -"),
          of("random numbers", "head -c 16 /dev/urandom | od -x"));

  private static EmbeddedFacts of(String row, String commands) {
    return new EmbeddedFacts(row, commands);
  }

  /** The build's script; the folder of each has the number of its place in the list. */
  static String script() {
    return "mkdir out\n"
        + IntStream.range(0, ALL.size())
            .mapToObj(
                i ->
                    "mkdir out/%d && cd out/%d && { %s; } > said || exit 9\ncd ../..\n"
                        .formatted(i, i, ALL.get(i).commands()))
            .collect(Collectors.joining());
  }
}
