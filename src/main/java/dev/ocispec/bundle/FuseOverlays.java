package dev.ocispec.bundle;

import dev.ocispec.host.internal.HostCommand;
import dev.ocispec.host.internal.MountEntry;
import dev.ocispec.host.internal.MountTable;
import dev.ocispec.host.internal.OverlayMountOptions;
import dev.ocispec.host.internal.PathBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Overlays that the program fuse-overlayfs serves: mounted on the host, since a container's runtime
 * can't, from when a bundle is written until it is no longer used or removed. What a killed process
 * left mounted goes when its folder is removed.
 */
final class FuseOverlays {
  private static final String TYPE = "fuse.fuse-overlayfs";
  private static final String MERGED = "/merged";

  private final CallerIds caller;

  FuseOverlays(CallerIds caller) {
    this.caller = caller;
  }

  /** Mounts one in which everything looks as if it belonged to the build. */
  void mount(OverlayPart part, Path bundle, List<String> lowers, ProcessIds ids) {
    List<String> squash =
        List.of("squash_to_uid=" + ids.hostUid(), "squash_to_gid=" + ids.hostGid());
    List<String> options =
        new ArrayList<>(
            part.writable()
                ? OverlayMountOptions.of(
                    lowers,
                    bundle.resolve(part.above()).toString(),
                    bundle.resolve(part.work()).toString(),
                    squash)
                : OverlayMountOptions.of(lowers));
    if (caller.isRoot()) {
      // Without it only the caller could look at it, and the build is another user.
      options.add("allow_other");
    }
    HostCommand.run(
        List.of(
            "fuse-overlayfs",
            "-o",
            String.join(",", options),
            bundle.resolve(part.merged()).toString()));
  }

  /** Unmounts those of bundles in a folder; a file that is still open in one does not keep it. */
  void unmountIn(Path folder) {
    try {
      // Each character is a byte, as in the table.
      String bytes = new String(PathBytes.of(folder.toRealPath()), StandardCharsets.ISO_8859_1);
      for (MountEntry mount : MountTable.own().entries()) {
        if (mount.type().equals(TYPE) && mount.isIn(bytes) && mount.place().endsWith(MERGED)) {
          unmount(
              new String(
                  mount.place().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
      }
    } catch (NoSuchFileException e) {
      return; // Someone else removed it.
    } catch (IOException e) {
      throw new BundleAccessException("find the mounts in", folder, e);
    }
  }

  private void unmount(String place) {
    HostCommand.run(
        caller.isRoot()
            ? List.of("umount", "--lazy", "--", place)
            : List.of("fusermount3", "-u", "-z", "--", place));
  }
}
