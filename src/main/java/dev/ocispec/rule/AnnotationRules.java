package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_2_0;

import dev.ocispec.version.Release;
import java.util.List;
import java.util.Set;

/** Rules about the keys of {@code annotations}, and that values are texts. */
final class AnnotationRules {
  private static final String ANNOTATIONS = "config.md#configAnnotations";
  private static final String NAMESPACE = "org.opencontainers";

  private static final Set<String> DEFINED =
      Set.of(
          "org.opencontainers.image.os",
          "org.opencontainers.image.os.version",
          "org.opencontainers.image.os.features",
          "org.opencontainers.image.architecture",
          "org.opencontainers.image.variant",
          "org.opencontainers.image.author",
          "org.opencontainers.image.created",
          "org.opencontainers.image.stopSignal");

  // The image specification had it from the start; the list of 1.2.0 leaves it out.
  private static final String PORTS = "org.opencontainers.image.exposedPorts";

  static final List<Rule> LIST =
      List.of(
          must("annotations-key-not-empty", ANNOTATIONS, V1_0_0, AnnotationRules::notEmpty)
              .says("No annotation has the empty text as its key.")
              .because("A key is a name."),
          must("annotations-value-string", ANNOTATIONS, V1_0_0, AnnotationRules::texts)
              .says("The value of an annotation is a text, whatever its key.")
              .because("The schema looks at no value whose key is empty or all line breaks.")
              .runtimes("runc, crun, youki and runsc refuse to read the document."),
          should("annotations-key-reverse-domain", ANNOTATIONS, V1_0_0, AnnotationRules::domains)
              .says("The key of an annotation begins with a domain name in reverse order.")
              .because("So the annotations of different programs can't be mistaken for another's.")
              .runtimes("oci-runtime-tool validate refuses the document."),
          must("annotations-reserved-namespace", ANNOTATIONS, V1_0_0, AnnotationRules::reserved)
              .says(
                  "Of the names in org.opencontainers, only those are used that the specification"
                      + " defines.")
              .because(
                  "All others are reserved. Before 1.2.0 all were, save for what the image"
                      + " specification had defined by then.")
              .runtimes("oci-runtime-tool validate refuses the document; the others ignore it."));

  private AnnotationRules() {}

  private static List<? extends Node> annotations(Subject subject) {
    return subject.at("annotations").members();
  }

  private static void notEmpty(Subject subject, Reporter reporter) {
    for (Node annotation : annotations(subject)) {
      if (annotation.key().isEmpty()) {
        reporter.report(annotation, "expected a name as key, found \"\"");
      }
    }
  }

  /** The others are the schema's business: they don't count here. */
  private static void texts(Subject subject, Reporter reporter) {
    for (Node annotation : annotations(subject)) {
      if (annotation.asText().isEmpty()) {
        reporter.report(
            annotation,
            "expected a string as the value of "
                + shown(annotation.key())
                + ", found another type");
      }
    }
  }

  private static void domains(Subject subject, Reporter reporter) {
    for (Node annotation : annotations(subject)) {
      String key = annotation.key();
      if (!key.isEmpty() && !hasDomain(key)) {
        reporter.report(annotation, "expected a key like com.example.myKey, found " + shown(key));
      }
    }
  }

  private static boolean hasDomain(String key) {
    return key.indexOf('.') > 0 && !key.endsWith(".") && !key.contains("..");
  }

  private static void reserved(Subject subject, Reporter reporter) {
    for (Node annotation : annotations(subject)) {
      String key = annotation.key();
      if (isReserved(key) && !isDefined(key, subject.release())) {
        reporter.report(
            annotation,
            "expected one of the keys that the specification defines in "
                + NAMESPACE
                + ", found "
                + shown(key),
            "use a domain of your own");
      }
    }
  }

  private static boolean isDefined(String key, Release release) {
    return DEFINED.contains(key) || key.equals(PORTS) && release.compareTo(V1_2_0) < 0;
  }

  private static boolean isReserved(String key) {
    return key.startsWith(NAMESPACE)
        && (key.length() == NAMESPACE.length() || key.charAt(NAMESPACE.length()) == '.');
  }
}
