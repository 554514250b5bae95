package dev.ocispec.rule;

import dev.ocispec.version.Release;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The document that rules are applied to, and what is known around it. */
public interface Subject {
  /** {@return the whole document} */
  Node document();

  /**
   * {@return what stands at a member of the document}
   *
   * @param first the name of a top-level member
   * @param more the names that lead on from there
   */
  default Node at(String first, String... more) {
    return document().get(first, more);
  }

  /** {@return what kind of document it is} */
  DocumentKind kind();

  /** {@return the release that it declares, see {@code DeclaredVersion}} */
  Release release();

  /**
   * {@return the platforms that it is for: those that were asked for, else those whose sections it
   * has, else Linux}
   */
  Set<Platform> platforms();

  /**
   * {@return whether the document is for {@code platform}}
   *
   * @param platform the platform
   */
  default boolean isFor(Platform platform) {
    return platforms().contains(platform);
  }

  /**
   * {@return the bundle's folder; empty unless rules of scope {@link Scope#BUNDLE} are asked for}
   */
  Optional<Path> bundle();

  /** {@return the host; empty unless rules of scope {@link Scope#HOST} are asked for} */
  Optional<HostView> host();
}
