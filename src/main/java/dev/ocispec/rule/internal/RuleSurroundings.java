package dev.ocispec.rule.internal;

import dev.ocispec.rule.HostView;
import dev.ocispec.rule.Platform;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What is known around a document.
 *
 * @param platforms the platforms to validate it for; empty to go by its sections
 * @param bundle the bundle that it lies in, for rules that look there
 * @param host the host, for rules that look there
 */
public record RuleSurroundings(
    Set<Platform> platforms, Optional<Path> bundle, Optional<HostView> host) {
  /** Nothing but the document. */
  public static final RuleSurroundings NONE =
      new RuleSurroundings(Set.of(), Optional.empty(), Optional.empty());

  /** The same with other platforms. */
  public RuleSurroundings withPlatforms(Set<Platform> other) {
    return new RuleSurroundings(Set.copyOf(other), bundle, host);
  }

  /** The same with a bundle. */
  public RuleSurroundings withBundle(Path folder) {
    return new RuleSurroundings(platforms, Optional.of(folder), host);
  }

  /** The same with a host. */
  public RuleSurroundings withHost(HostView view) {
    return new RuleSurroundings(platforms, bundle, Optional.of(view));
  }
}
