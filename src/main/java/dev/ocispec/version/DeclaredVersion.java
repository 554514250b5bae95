package dev.ocispec.version;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.internal.JudgedText;
import dev.ocispec.version.internal.VersionFinder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps a document's {@code ociVersion} to a release. */
public final class DeclaredVersion {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\..*");

  private DeclaredVersion() {}

  /**
   * {@return the release against which to validate a document that declares {@code ociVersion}:
   * that release if it is known; for another version of a known minor, such as {@code 1.2.7} or
   * {@code 1.1.0-rc.2}, the newest known release of that minor; otherwise the newest of all}
   *
   * @param ociVersion the version that a document declares
   */
  public static Release release(String ociVersion) {
    return Release.of(ociVersion).orElseGet(() -> nearest(ociVersion));
  }

  /**
   * {@return the release that a text declares as a document: by {@code ociVersion}, in features
   * documents by {@code ociVersionMax}; the newest when it declares none}
   *
   * @param document the text
   */
  public static Release release(JsonDocument document) {
    return VersionFinder.release(JudgedText.of(document)::accept);
  }

  private static Release nearest(String ociVersion) {
    Matcher version = VERSION.matcher(ociVersion);
    Release nearest = Release.NEWEST;
    if (version.matches()) {
      String minor = version.group(1) + "." + version.group(2) + ".";
      for (Release release : Release.values()) {
        if (release.version().startsWith(minor)) {
          nearest = release;
        }
      }
    }
    return nearest;
  }
}
