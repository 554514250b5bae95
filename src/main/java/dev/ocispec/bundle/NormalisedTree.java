package dev.ocispec.bundle;

import dev.ocispec.host.internal.FileTree;
import dev.ocispec.host.internal.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes what a build left the same each time: what depends on when and by whom it was written, not
 * what is in it. Nothing may still be writing to it, and it belongs to the caller, see {@link
 * Bundle#takeBack()}. Symbolic links are never followed.
 */
public final class NormalisedTree {
  private NormalisedTree() {}

  /**
   * Gives folders the mode 0755, files and named pipes 0755 or 0644 by whether their owner may
   * execute them, and takes away the extended attributes of users ({@code user.…}). POSIX access
   * control lists stay where the file system has them; their rights are bounded by the new mode.
   *
   * @param top a file, link or folder, absolute
   * @throws dev.ocispec.host.HostCommandException when a mode can't be changed
   * @throws BundleAccessException when attributes can't be removed
   */
  public static void modes(Path top) {
    // With five digits chmod also takes a folder's set-group-id bit.
    find(
        top,
        "-type d -exec chmod 00755 {} +"
            + " -o -type l"
            + " -o -perm -u=x -exec chmod 00755 {} +"
            + " -o -exec chmod 00644 {} +");
    try {
      FileTree.walk(
          top,
          (path, attributes) -> {
            if (attributes.isRegularFile() || attributes.isDirectory()) {
              removeAttributes(path);
            }
            return true;
          });
    } catch (IOException e) {
      throw new BundleAccessException("remove the extended attributes of", top, e);
    }
  }

  /**
   * Dates everything, links included, to a moment: the times of the last change and of the last
   * access. To be done last, since reading changes the latter.
   *
   * @param top a file, link or folder, absolute
   * @param epoch seconds since 1970
   * @throws dev.ocispec.host.HostCommandException when a time can't be changed
   */
  public static void times(Path top, long epoch) {
    find(top, "-exec touch -h -c -d @" + epoch + " -- {} +");
  }

  /** Each file is handed over by its whole path, which {@code find} builds without following. */
  private static void find(Path top, String expression) {
    if (!top.isAbsolute()) {
      throw new IllegalArgumentException("expected an absolute path, found " + top);
    }
    List<String> command = new ArrayList<>(List.of("find", "-P", top.toString()));
    command.addAll(List.of(expression.split(" ")));
    HostCommand.run(command);
  }

  private static void removeAttributes(Path path) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    List<String> names;
    try {
      names = view.list();
    } catch (IOException e) {
      if (Files.getFileStore(path).supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
        throw e;
      }
      return; // This file system has none.
    }
    for (String name : names) {
      view.delete(name);
    }
  }
}
