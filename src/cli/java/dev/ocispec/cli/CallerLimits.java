package dev.ocispec.cli;

import dev.ocispec.preset.RootlessCaller;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Unsigned64;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far the user who runs this process can raise limits, as {@code /proc/self} shows it. */
final class CallerLimits {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path SCORE = Path.of("/proc/self/oom_score_adj");

  private static final Map<String, PosixRlimitType> TYPES =
      Map.ofEntries(
          Map.entry("Max cpu time", PosixRlimitType.RLIMIT_CPU),
          Map.entry("Max file size", PosixRlimitType.RLIMIT_FSIZE),
          Map.entry("Max data size", PosixRlimitType.RLIMIT_DATA),
          Map.entry("Max stack size", PosixRlimitType.RLIMIT_STACK),
          Map.entry("Max core file size", PosixRlimitType.RLIMIT_CORE),
          Map.entry("Max resident set", PosixRlimitType.RLIMIT_RSS),
          Map.entry("Max processes", PosixRlimitType.RLIMIT_NPROC),
          Map.entry("Max open files", PosixRlimitType.RLIMIT_NOFILE),
          Map.entry("Max locked memory", PosixRlimitType.RLIMIT_MEMLOCK),
          Map.entry("Max address space", PosixRlimitType.RLIMIT_AS),
          Map.entry("Max file locks", PosixRlimitType.RLIMIT_LOCKS),
          Map.entry("Max pending signals", PosixRlimitType.RLIMIT_SIGPENDING),
          Map.entry("Max msgqueue size", PosixRlimitType.RLIMIT_MSGQUEUE),
          Map.entry("Max nice priority", PosixRlimitType.RLIMIT_NICE),
          Map.entry("Max realtime priority", PosixRlimitType.RLIMIT_RTPRIO),
          Map.entry("Max realtime timeout", PosixRlimitType.RLIMIT_RTTIME));

  /** A name, the soft limit, the hard limit; a unit may follow. */
  private static final Pattern LINE =
      Pattern.compile("(Max [a-z ]+?) {2,}\\S+ +(unlimited|\\d{1,20})( .*)?");

  private CallerLimits() {}

  /** The same user with what is known of this process; where it can't be read, nothing is. */
  static RootlessCaller of(RootlessCaller ordinary) {
    try {
      return of(ordinary, Files.readAllLines(LIMITS), Files.readString(SCORE).strip());
    } catch (IOException e) {
      return ordinary;
    }
  }

  static RootlessCaller of(RootlessCaller ordinary, List<String> limits, String score) {
    RootlessCaller caller = ordinary;
    for (String line : limits) {
      Matcher limit = LINE.matcher(line);
      PosixRlimitType type = limit.matches() ? TYPES.get(limit.group(1)) : null;
      if (type != null) {
        String hard = limit.group(2);
        caller =
            caller.hardLimit(
                type, hard.equals("unlimited") ? Unsigned64.UNLIMITED : Unsigned64.parse(hard));
      }
    }
    return score.matches("-?[0-9]{1,4}") ? caller.oomScoreAdj(Integer.parseInt(score)) : caller;
  }
}
