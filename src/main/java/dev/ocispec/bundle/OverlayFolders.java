package dev.ocispec.bundle;

import dev.ocispec.host.internal.PathBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes in an upper folder what is to be seen with, or in the place of, what lies below. */
final class OverlayFolders {
  private OverlayFolders() {}

  /**
   * Makes the folders of {@code relative} in {@code above}, each with the mode that it has below.
   *
   * @throws MountPointException when one of them is no folder below
   */
  static Path folders(String place, Path above, Path below, String relative) {
    Path at = above;
    Path model = below;
    for (String name : relative.split("/")) {
      if (name.isEmpty()) {
        continue;
      }
      at = PathBytes.resolve(at, name);
      model = PathBytes.resolve(model, name);
      if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        if (Files.exists(model, LinkOption.NOFOLLOW_LINKS)
            && !Files.isDirectory(model, LinkOption.NOFOLLOW_LINKS)) {
          throw new MountPointException(
              place,
              "a folder is needed where the lower folder has "
                  + (Files.isSymbolicLink(model) ? "a symbolic link, " : "a file, ")
                  + model
                  + "; choose another place");
        }
        make(at, model);
      }
    }
    return at;
  }

  /** Makes an empty file, or one with {@code contents}; it hides a file or link below. */
  static Path file(String place, Path above, Path below, String relative, byte[] contents) {
    int slash = relative.lastIndexOf('/');
    folders(place, above, below, relative.substring(0, Math.max(0, slash)));
    if (Files.isDirectory(PathBytes.resolve(below, relative), LinkOption.NOFOLLOW_LINKS)) {
      throw new MountPointException(
          place, "a file is needed where the lower folder has a folder; choose another place");
    }
    Path file = PathBytes.resolve(above, relative);
    if (contents.length > 0 || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      BundleFolders.write(above, relative, contents);
    }
    return file;
  }

  /** Makes a folder with the permissions of another one if that is there. */
  static void make(Path folder, Path model) {
    String permissions = BundleFolders.OPEN;
    try {
      if (Files.isDirectory(model, LinkOption.NOFOLLOW_LINKS)) {
        PosixFileAttributes attributes =
            Files.readAttributes(model, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> all = attributes.permissions();
        // Who owns it is to be able to change what is in it.
        all.addAll(PosixFilePermissions.fromString(BundleFolders.PRIVATE));
        permissions = PosixFilePermissions.toString(all);
      }
    } catch (IOException e) {
      throw new BundleAccessException("read", model, e);
    }
    BundleFolders.make(folder, permissions);
  }
}
