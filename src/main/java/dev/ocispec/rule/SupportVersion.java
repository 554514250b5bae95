package dev.ocispec.rule;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version, to compare with others.
 *
 * <p>Pre-releases come before their release, as in SemVer, but for {@code -dev}: by that the
 * specification marks the state after a release, and {@code 1.0.2-dev} takes all that 1.0.2 has.
 */
record SupportVersion(int major, int minor, int patch, boolean released, String candidate)
    implements Comparable<SupportVersion> {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:-([0-9A-Za-z.-]+))?(?:\\+.*)?");
  private static final int PATCH = 3;
  private static final int CANDIDATE = 4;

  private static final Comparator<SupportVersion> ORDER =
      Comparator.comparingInt(SupportVersion::major)
          .thenComparingInt(SupportVersion::minor)
          .thenComparingInt(SupportVersion::patch)
          .thenComparing(SupportVersion::released)
          // So that rc.10 comes after rc.9.
          .thenComparingInt(version -> version.candidate().length())
          .thenComparing(SupportVersion::candidate);

  /** The version at a place; empty when none is there. */
  static Optional<SupportVersion> of(Node place) {
    return place.asText().flatMap(SupportVersion::parse);
  }

  /** The version that a text is; empty when it is none. */
  static Optional<SupportVersion> parse(String text) {
    Matcher version = FORM.matcher(text);
    if (!version.matches()) {
      return Optional.empty();
    }
    String candidate = version.group(CANDIDATE);
    boolean released = candidate == null || candidate.startsWith("dev");
    return Optional.of(
        new SupportVersion(
            Integer.parseInt(version.group(1)),
            Integer.parseInt(version.group(2)),
            Integer.parseInt(version.group(PATCH)),
            released,
            released ? "" : candidate));
  }

  @Override
  public int compareTo(SupportVersion other) {
    return ORDER.compare(this, other);
  }
}
