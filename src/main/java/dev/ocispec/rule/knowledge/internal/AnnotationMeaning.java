package dev.ocispec.rule.knowledge.internal;

import static dev.ocispec.rule.Weight.NOTABLE;
import static dev.ocispec.rule.Weight.PLAIN;

import dev.ocispec.rule.Topic;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Annotations by which runtimes change what they do. */
public final class AnnotationMeaning {
  /** One of them: the key or its beginning, and the clause about its value. */
  private record Known(String key, boolean isPrefix, UnaryOperator<String> text) {
    private boolean fits(String candidate) {
      return isPrefix ? candidate.startsWith(key) : candidate.equals(key);
    }
  }

  private static final String UNIT = "org.systemd.property.";

  private static final List<Known> ALL =
      List.of(
          exact(
              "run.oci.keep_original_groups",
              value ->
                  "an annotation makes crun leave it the groups of whoever starts it ("
                      + value
                      + ")"),
          exact(
              "run.oci.seccomp.receiver",
              value ->
                  "an annotation makes crun hand decisions on system calls to the program at "
                      + value),
          exact(
              "run.oci.handler",
              value -> "an annotation makes crun run it with the handler " + value),
          prefix(
              "run.oci.hooks.",
              value -> "an annotation makes crun write what its hooks say to " + value),
          exact(
              "org.criu.config",
              value -> "checkpoints of it follow the CRIU configuration at " + value));

  private AnnotationMeaning() {}

  private static Known exact(String key, UnaryOperator<String> text) {
    return new Known(key, false, text);
  }

  private static Known prefix(String key, UnaryOperator<String> text) {
    return new Known(key, true, text);
  }

  /** What an annotation makes runtimes do; empty for one that they pass on. */
  public static Optional<Fact> of(String key, String value) {
    if (key.startsWith(UNIT)) {
      String property = Words.path(key.substring(UNIT.length()));
      return Optional.of(
          new Fact(
              PLAIN,
              Topic.PLATFORM,
              "an annotation sets " + property + " of its systemd unit to " + Words.quoted(value)));
    }
    Optional<String> known =
        ALL.stream()
            .filter(entry -> entry.fits(key))
            .findFirst()
            .map(entry -> entry.text().apply(Words.quoted(value)));
    Optional<String> ofCrun =
        key.startsWith("run.oci.")
            ? Optional.of(
                "an annotation changes what crun does: it sets "
                    + Words.path(key)
                    + " to "
                    + Words.quoted(value))
            : Optional.empty();
    return known.or(() -> ofCrun).map(text -> new Fact(NOTABLE, Topic.PLATFORM, text));
  }
}
