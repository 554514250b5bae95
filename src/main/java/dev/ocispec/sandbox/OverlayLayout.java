package dev.ocispec.sandbox;

import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.OverlayPlaces;

/**
 * Where a sandbox's specification expects the parts of overlays in its bundle; paths are relative
 * to the bundle, and {@code place} is where an overlay is seen, an absolute path in the container.
 */
public final class OverlayLayout {
  /** The folder that holds one folder for each overlay. */
  public static final String OVERLAYS = "overlays";

  private OverlayLayout() {}

  /**
   * {@return the folder of all parts of the overlay at a place}
   *
   * @param place an absolute path in the container
   */
  public static String folder(String place) {
    return OVERLAYS + "/" + SandboxLayout.scratchName(place.substring(1));
  }

  /**
   * {@return the folder that changes go to}
   *
   * @param place an absolute path in the container
   */
  public static String upper(String place) {
    return folder(place) + "/upper";
  }

  /**
   * {@return the folder that the kernel works in while it copies from below to above}
   *
   * @param place an absolute path in the container
   */
  public static String work(String place) {
    return folder(place) + "/work";
  }

  /**
   * {@return the folder with what a read-only part of the root file system has to hold besides:
   * mount points, accounts and additional files}
   *
   * @param place an absolute path in the container
   */
  public static String additions(String place) {
    return folder(place) + "/additions";
  }

  /**
   * {@return where an overlay that the container's runtime does not mount is mounted beforehand}
   *
   * @param place an absolute path in the container
   */
  public static String merged(String place) {
    return folder(place) + "/merged";
  }

  /**
   * {@return the folder that an overlay at a place shows: in the bundle, as a relative path, for an
   * input, else an absolute path of the host}
   *
   * @param request the request that asks for the overlay
   * @param place an absolute path in the container, at or in an input, a read-only path or the root
   *     file system
   */
  public static String lower(BuildRequest request, String place) {
    String path = place.substring(1);
    String base = OverlayPlaces.base(request, path).orElseThrow();
    if (base.isEmpty()) {
      String root = PathBytes.text(request.constraints().rootFs().orElseThrow());
      return (root.equals("/") ? "" : root) + place;
    }
    String rest = path.substring(base.length());
    return request.inputs().stream()
        .filter(input -> Mounts.inputDestination(request, input).equals("/" + base))
        .findFirst()
        .map(input -> SandboxLayout.input(input.name()) + rest)
        .orElse(place);
  }
}
