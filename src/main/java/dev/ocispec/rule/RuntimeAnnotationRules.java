package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;
import java.util.Set;

/** Rules about annotations that runtimes act on. */
final class RuntimeAnnotationRules {
  private static final String ANNOTATIONS = "config.md#configAnnotations";
  private static final String SYSTEMD = "org.systemd.property.";
  private static final int SHORTEST = 3;

  private static final Set<String> CONTEXTS =
      Set.of("context", "fscontext", "defcontext", "rootcontext");

  /** What a value in GVariant's text form can begin with, other than digits and brackets. */
  private static final Set<String> WORDS =
      Set.of(
          "true",
          "false",
          "nothing",
          "just",
          "boolean",
          "byte",
          "int16",
          "uint16",
          "int32",
          "uint32",
          "int64",
          "uint64",
          "handle",
          "double",
          "string",
          "objectpath",
          "signature",
          "inf",
          "nan");

  static final List<Rule> LIST =
      List.of(
          runtime("annotations-systemd-property", ANNOTATIONS, V1_0_0, RuntimeAnnotationRules::unit)
              .on(Platform.LINUX)
              .says(
                  "What follows org.systemd.property. is the name of a systemd property, and the"
                      + " value is written as GVariant's text form has it.")
              .because(
                  "With systemd as cgroup driver, the runtime sets it for the container's scope.")
              .runtimes(
                  "runc refuses names that are shorter than three letters or have something other"
                      + " than letters, and runc and crun values of another form."),
          runtime(
                  "annotations-crun-mount-context-type",
                  ANNOTATIONS,
                  V1_0_0,
                  RuntimeAnnotationRules::context)
              .on(Platform.LINUX)
              .says("run.oci.mount_context_type is context, fscontext, defcontext or rootcontext.")
              .because("It is the name of the mount option that the SELinux label is given in.")
              .runtimes("crun refuses the document; the others don't know the annotation."));

  private RuntimeAnnotationRules() {}

  private static void unit(Subject subject, Reporter reporter) {
    for (Node annotation : subject.at("annotations").members()) {
      if (annotation.key().startsWith(SYSTEMD)) {
        name(annotation, annotation.key().substring(SYSTEMD.length()), reporter);
        annotation
            .asText()
            .filter(text -> !looksLikeVariant(text))
            .ifPresent(
                text ->
                    reporter.report(
                        annotation,
                        "expected a value like 'mixed', true or uint64 5, found " + shown(text),
                        "put texts between single quotes"));
      }
    }
  }

  private static void name(Node annotation, String name, Reporter reporter) {
    if (name.length() < SHORTEST || !name.chars().allMatch(RuntimeAnnotationRules::isLetter)) {
      reporter.report(
          annotation,
          "expected at least three letters after " + SYSTEMD + ", found " + shown(name));
    }
  }

  private static boolean isLetter(int c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  /** Whether it begins as a value does; only systemd can judge the rest. */
  private static boolean looksLikeVariant(String text) {
    String value = text.strip();
    if (value.isEmpty()) {
      return false;
    }
    int end = 0;
    while (end < value.length() && isLetterOrDigit(value.charAt(end))) {
      end++;
    }
    char first = value.charAt(0);
    if (!isLetter(first)) {
      return first >= '0' && first <= '9' || "+-.'\"[({<@".indexOf(first) >= 0;
    }
    return WORDS.contains(value.substring(0, end))
        || value.startsWith("b'")
        || value.startsWith("b\"");
  }

  private static boolean isLetterOrDigit(char c) {
    return isLetter(c) || c >= '0' && c <= '9';
  }

  private static void context(Subject subject, Reporter reporter) {
    Node annotation = subject.at("annotations", "run.oci.mount_context_type");
    annotation
        .asText()
        .filter(text -> !CONTEXTS.contains(text))
        .ifPresent(
            text ->
                reporter.report(
                    annotation,
                    "expected context, fscontext, defcontext or rootcontext, found "
                        + shown(text)));
  }
}
