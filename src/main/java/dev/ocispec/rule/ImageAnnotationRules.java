package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_2_0;

import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules about the annotations that come from an image's configuration. */
final class ImageAnnotationRules {
  private static final String ANNOTATIONS = "config.md#configAnnotations";
  private static final String IMAGE = "org.opencontainers.image.";
  private static final int LAST_SIGNAL = 64;

  private static final Set<String> SYSTEMS =
      Set.of(
          "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9"
              .concat(" solaris wasip1 windows zos")
              .split(" "));

  private static final Set<String> ARCHITECTURES =
      Set.of(
          "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le"
              .concat(" mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc")
              .concat(" sparc64 wasm")
              .split(" "));

  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})[Tt](\\d{2}):(\\d{2}):(\\d{2})(?:\\.\\d+)?"
              + "(?:[Zz]|[+-](\\d{2}):(\\d{2}))");

  private static final Pattern SIGNAL = Pattern.compile("SIG[A-Z0-9]+([+-][0-9]{1,2})?");

  static final List<Rule> LIST =
      List.of(
          should("annotations-image-os", ANNOTATIONS, V1_2_0, ImageAnnotationRules::os)
              .says("The annotation org.opencontainers.image.os is an operating system Go knows.")
              .because("The image specification advises to use the values of GOOS."),
          should(
                  "annotations-image-architecture",
                  ANNOTATIONS,
                  V1_2_0,
                  ImageAnnotationRules::architecture)
              .says("The annotation org.opencontainers.image.architecture is one that Go knows.")
              .because("The image specification advises to use the values of GOARCH."),
          must("annotations-image-created", ANNOTATIONS, V1_2_0, ImageAnnotationRules::created)
              .says("The annotation org.opencontainers.image.created is a time as in RFC 3339.")
              .because("The image specification gives the time of creation in that form."),
          must("annotations-image-stop-signal", ANNOTATIONS, V1_2_0, ImageAnnotationRules::signal)
              .says("The annotation org.opencontainers.image.stopSignal names a signal.")
              .because(
                  "The image specification gives it by name, such as SIGKILL or SIGRTMIN+3;"
                      + " numbers are common as well.")
              .runtimes("podman writes the number of the signal."));

  private ImageAnnotationRules() {}

  private static void check(
      Subject subject, String name, Predicate<String> valid, String words, Reporter reporter) {
    Node annotation = subject.at("annotations", IMAGE + name);
    annotation
        .asText()
        .filter(text -> !valid.test(text))
        .ifPresent(
            text -> reporter.report(annotation, "expected " + words + ", found " + shown(text)));
  }

  private static void os(Subject subject, Reporter reporter) {
    check(subject, "os", SYSTEMS::contains, "a value of GOOS, like linux", reporter);
  }

  private static void architecture(Subject subject, Reporter reporter) {
    check(
        subject,
        "architecture",
        ARCHITECTURES::contains,
        "a value of GOARCH, like amd64",
        reporter);
  }

  private static void created(Subject subject, Reporter reporter) {
    check(
        subject,
        "created",
        ImageAnnotationRules::isTime,
        "a time like 2026-11-25T08:30:00Z",
        reporter);
  }

  private static boolean isTime(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return false;
    }
    int month = number(time, 2);
    return month >= 1
        && month <= 12
        && number(time, 3) >= 1
        && number(time, 3) <= YearMonth.of(number(time, 1), month).lengthOfMonth()
        && number(time, 4) < 24
        && number(time, 5) < 60
        // A leap second has the number 60.
        && number(time, 6) <= 60
        && number(time, 7) < 24
        && number(time, 8) < 60;
  }

  private static int number(Matcher time, int group) {
    String digits = time.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static void signal(Subject subject, Reporter reporter) {
    check(
        subject,
        "stopSignal",
        ImageAnnotationRules::isSignal,
        "a signal like SIGTERM or SIGRTMIN+3",
        reporter);
  }

  private static boolean isSignal(String text) {
    long number = Digits.number(text).orElse(0L);
    return number >= 1 && number <= LAST_SIGNAL || SIGNAL.matcher(text).matches();
  }
}
