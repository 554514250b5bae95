package dev.ocispec.request;

import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What overlays of a request lie on. An overlay makes writable what something else of the request
 * brings along, its base: an input, a read-only path of the host, or the root file system.
 */
public final class OverlayPlaces {
  /** The overlay over all of the root file system. */
  public static final String ALL = "/";

  /** The base of what no other base holds. */
  private static final String ROOT = "";

  private OverlayPlaces() {}

  /**
   * {@return the overlay that a path lies in: the longest that is the path or a folder above it;
   * empty when the path is in none, or in a scratch path or another base further down}
   *
   * @param request the request
   * @param path a path relative to the container's root
   */
  public static Optional<String> of(BuildRequest request, String path) {
    Optional<String> base = base(request, path);
    Optional<String> scratch = request.scratchPathOf(path);
    return request.constraints().overlays().stream()
        .filter(overlay -> isIn(path, overlay))
        .filter(overlay -> base.equals(base(request, overlay)))
        .max(Comparator.comparingInt(OverlayPlaces::depth))
        .filter(overlay -> scratch.isEmpty() || depth(overlay) > scratch.get().length());
  }

  /**
   * {@return the path, relative to the container's root, of the input or read-only path that a path
   * lies in; the empty text for the root file system; empty when nothing brings it along}
   *
   * @param request the request
   * @param path a path relative to the container's root, or {@link #ALL}
   */
  public static Optional<String> base(BuildRequest request, String path) {
    Stream<String> inputs =
        request.inputs().stream().map(i -> request.inputsDir().orElse("") + "/" + i.name());
    Stream<String> hostPaths =
        request.constraints().availableReadOnlyPaths().stream()
            .filter(host -> host.startsWith("/"))
            .map(host -> host.substring(1));
    return Stream.concat(inputs, hostPaths)
        .filter(base -> isIn(path, base))
        .max(Comparator.comparingInt(String::length))
        .or(() -> request.constraints().rootFs().map(folder -> ROOT));
  }

  private static boolean isIn(String path, String folder) {
    return folder.equals(ALL) || path.equals(folder) || path.startsWith(folder + "/");
  }

  private static int depth(String overlay) {
    return overlay.equals(ALL) ? 0 : overlay.length();
  }

  /** What is wrong with the places of a request's overlays. */
  static List<Finding> check(BuildRequest request) {
    List<Finding> found = new ArrayList<>();
    List<String> overlays = request.constraints().overlays();
    for (int i = 0; i < overlays.size(); i++) {
      String overlay = overlays.get(i);
      String pointer = "/constraints/overlays/" + i;
      Optional<String> unclean =
          overlay.equals(ALL) ? Optional.empty() : RequestText.relativePath(overlay);
      if (unclean.isPresent()) {
        found.add(RequestRule.PATH.at(pointer, unclean.get()));
      } else {
        fault(request, overlay)
            .ifPresent(
                fault ->
                    found.add(
                        RequestRule.OVERLAY_PLACE.at(
                            pointer, fault + ", found \"" + ForeignText.shown(overlay) + "\"")));
      }
    }
    return found;
  }

  private static Optional<String> fault(BuildRequest request, String overlay) {
    Optional<String> base = base(request, overlay);
    if (base.isEmpty()) {
      return Optional.of(
          "expected a path at or in an input, a read-only path or the root file system");
    }
    Optional<String> scratch = request.scratchPathOf(overlay);
    if (scratch.isPresent() && scratch.get().length() >= base.get().length()) {
      return Optional.of("expected a path outside the scratch path " + scratch.get());
    }
    return request.constraints().overlays().stream()
        .filter(other -> !other.equals(overlay) && isIn(overlay, other))
        .filter(other -> base.equals(base(request, other)))
        .findFirst()
        .map(other -> "expected a path outside the other overlay " + other);
  }
}
