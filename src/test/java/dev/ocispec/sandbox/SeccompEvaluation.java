package dev.ocispec.sandbox;

import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompAction;
import dev.ocispec.spec.LinuxSeccompArg;
import dev.ocispec.spec.LinuxSyscall;
import dev.ocispec.spec.Unsigned64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Tells what a filter answers to a system call, as libseccomp does. */
final class SeccompEvaluation {
  static final String ALLOW = "allow";

  private SeccompEvaluation() {}

  /**
   * {@code allow}, or the error number. All rules that match must agree: which of several counts
   * would be libseccomp's secret.
   */
  static String answer(Optional<LinuxSeccomp> filter, String name, long... arguments) {
    if (filter.isEmpty()) {
      return ALLOW;
    }
    TreeSet<String> answers = new TreeSet<>();
    for (LinuxSyscall rule : filter.get().syscalls()) {
      boolean matches =
          rule.names().contains(name)
              && rule.args().stream().allMatch(arg -> matches(arg, arguments));
      if (matches) {
        answers.add(answer(rule.action(), rule.errnoRet().orElse(1)));
      }
    }
    if (answers.isEmpty()) {
      return answer(filter.get().defaultAction(), filter.get().defaultErrnoRet().orElse(1));
    }
    return String.join(" or ", answers);
  }

  private static String answer(LinuxSeccompAction action, long error) {
    return switch (action.text()) {
      case "SCMP_ACT_ALLOW" -> ALLOW;
      case "SCMP_ACT_ERRNO" -> Long.toString(error);
      default -> action.text();
    };
  }

  private static boolean matches(LinuxSeccompArg arg, long... arguments) {
    if (arg.index() >= arguments.length) {
      throw new IllegalArgumentException("the call has no argument " + arg.index());
    }
    long actual = arguments[(int) arg.index()];
    long value = arg.value().toBits();
    return switch (arg.op().text()) {
      case "SCMP_CMP_EQ" -> actual == value;
      case "SCMP_CMP_NE" -> actual != value;
      case "SCMP_CMP_GT" -> Long.compareUnsigned(actual, value) > 0;
      case "SCMP_CMP_MASKED_EQ" ->
          (actual & value) == arg.valueTwo().map(Unsigned64::toBits).orElse(0L);
      default -> throw new IllegalArgumentException("unexpected " + arg.op());
    };
  }

  /** The names that are allowed whatever the arguments. */
  static List<String> allowedNames(LinuxSeccomp filter) {
    return filter.syscalls().stream()
        .filter(rule -> rule.action().equals(LinuxSeccompAction.SCMP_ACT_ALLOW))
        .filter(rule -> rule.args().isEmpty())
        .flatMap(rule -> rule.names().stream())
        .toList();
  }
}
