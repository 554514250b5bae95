package dev.ocispec.bundle;

import dev.ocispec.host.internal.PathBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Makes folders and files in a bundle with the permissions asked for, whatever the process' umask.
 * Goes down component by component and never through a symbolic link.
 */
final class BundleFolders {
  /** Only for the owner. */
  static final String PRIVATE = "rwx------";

  /** Owner everything, others go in and read. */
  static final String OPEN = "rwxr-xr-x";

  /** Others go in if they know a name. */
  static final String PASSABLE = "rwx--x--x";

  private static final String FILE = "rw-r--r--";

  private static final String PROGRAM = "r-xr-xr-x";

  private BundleFolders() {}

  /** Makes one folder, which must not be there; never open to more than asked for. */
  static void make(Path folder, String permissions) {
    Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(wanted));
      Files.setPosixFilePermissions(folder, wanted); // The umask may have taken some away.
    } catch (IOException e) {
      throw new BundleAccessException("make the folder", folder, e);
    }
  }

  /** Sets the permissions, set-id and sticky bits of a folder to an octal number. */
  static void setMode(Path folder, String octal) {
    try {
      Files.setAttribute(folder, "unix:mode", Integer.parseInt(octal, 8));
    } catch (IOException e) {
      throw new BundleAccessException("set the mode of", folder, e);
    }
  }

  /** The permissions of a folder. */
  static String permissionsOf(Path folder) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    } catch (IOException e) {
      throw new BundleAccessException("read", folder, e);
    }
  }

  /** Whether everyone may pass through a folder. */
  static boolean isPassable(Path folder) {
    try {
      return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
    } catch (IOException e) {
      throw new BundleAccessException("read", folder, e);
    }
  }

  /** Makes the folders of {@code relative} below {@code base} that are not there yet. */
  static Path makeAll(Path base, String relative) {
    Path at = base;
    for (String name : relative.split("/")) {
      if (!name.isEmpty()) {
        at = PathBytes.resolve(at, name);
        if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
          make(at, OPEN);
        }
      }
    }
    return at;
  }

  /** Makes a file, which must not be there, and the folders above it. */
  static void write(Path base, String relative, byte[] content) {
    int slash = relative.lastIndexOf('/');
    Path folder = makeAll(base, relative.substring(0, Math.max(0, slash)));
    Path file = PathBytes.resolve(folder, relative.substring(slash + 1));
    try {
      Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
    } catch (IOException e) {
      throw new BundleAccessException("write", file, e);
    }
  }

  /** Makes a program, which must not be there, for everyone to run and nobody to write. */
  static void writeProgram(Path file, byte[] content) {
    try {
      Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(PROGRAM));
    } catch (IOException e) {
      throw new BundleAccessException("write", file, e);
    }
  }

  /** Whether {@code relative} below {@code base} is a file, or anything else but a folder. */
  static boolean isFile(Path base, String relative) {
    return find(base, relative)
        .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .isPresent();
  }

  /**
   * The path of {@code relative} below {@code base} if it is there. A place below a symbolic link,
   * or below something else that is no folder, is not there.
   */
  static Optional<Path> find(Path base, String relative) {
    Path at = base;
    for (String name : relative.split("/")) {
      if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      at = PathBytes.resolve(at, name);
    }
    return Optional.of(at).filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS));
  }
}
