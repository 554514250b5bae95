package dev.ocispec.image;

import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Mounts for an image's volumes, among those that there are. */
final class ImageVolumes {
  private final List<Mount> mounts;

  ImageVolumes(List<Mount> mounts) {
    this.mounts = new ArrayList<>(mounts);
  }

  /**
   * Mounts each volume, unless something is mounted there: after what is above it, and before what
   * is below it, which it would hide.
   *
   * @param omitted gets a line for each path that can't be a volume
   */
  List<Mount> with(Collection<String> volumes, List<String> omitted) {
    // In the order of their names, a folder comes before what is in it.
    for (String path : new TreeSet<>(volumes)) {
      if (!path.startsWith("/")) {
        omitted.add("config.Volumes: \"" + ForeignText.shown(path) + "\" is no absolute path");
      } else if (List.of(path.split("/")).contains("..")) {
        omitted.add("config.Volumes: \"" + ForeignText.shown(path) + "\" has .. in it");
      } else if (normal(path).equals("/")) {
        omitted.add(
            "config.Volumes: \"" + ForeignText.shown(path) + "\" is the root filesystem itself");
      } else if (mounts.stream()
          .noneMatch(mount -> normal(mount.destination()).equals(normal(path)))) {
        mounts.add(placeOf(path), volume(path));
      }
    }
    return mounts;
  }

  private int placeOf(String path) {
    for (int i = 0; i < mounts.size(); i++) {
      if (normal(mounts.get(i).destination()).startsWith(normal(path) + "/")) {
        return i;
      }
    }
    return mounts.size();
  }

  private static Mount volume(String path) {
    return Mount.builder()
        .destination(path)
        .type("tmpfs")
        .source("tmpfs")
        .options("rw", "nosuid", "nodev", "mode=755")
        .build();
  }

  /** Without slashes and dots that lead nowhere. */
  private static String normal(String path) {
    StringBuilder normal = new StringBuilder();
    for (String part : path.split("/")) {
      if (!part.isEmpty() && !part.equals(".")) {
        normal.append('/').append(part);
      }
    }
    return normal.isEmpty() ? "/" : normal.toString();
  }
}
