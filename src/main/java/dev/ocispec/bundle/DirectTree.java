package dev.ocispec.bundle;

import dev.ocispec.host.internal.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives away and removes small folders by this process' own calls, which takes less time than to
 * start a program. Symbolic links are never followed, not even those that another process puts in
 * the way meanwhile.
 */
final class DirectTree {
  /** Beyond this many entries the start of a program no longer counts. */
  private static final int MOST = 2_000;

  /** Each level keeps a folder open. */
  private static final int DEEPEST = 50;

  private int seen;

  private DirectTree() {}

  /**
   * Gives a folder, in which only the caller can write, and all that is in it to a user and group.
   * Folders are given after what is in them, so that nobody else can change what is still to come.
   *
   * @return whether it is done; otherwise part of it may be, and why not is for a program to say
   */
  static boolean give(Path top, long uid, long gid) {
    List<Path> paths = new ArrayList<>();
    try {
      FileTree.walk(top, (path, attributes) -> paths.add(path) && paths.size() <= MOST);
      if (paths.size() > MOST) {
        return false;
      }
      for (int i = paths.size() - 1; i >= 0; i--) {
        give(paths.get(i), (int) uid, (int) gid);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The group first: as soon as the owner is another, a process without privileges can't. */
  private static void give(Path path, int uid, int gid) throws IOException {
    for (Map.Entry<String, Integer> id : List.of(Map.entry("gid", gid), Map.entry("uid", uid))) {
      Files.setAttribute(path, "unix:" + id.getKey(), id.getValue(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /**
   * Removes a folder and all that is in it.
   *
   * @return whether it is done; otherwise part of it may be, and why not is for a program to say
   */
  static boolean remove(Path top) {
    Path parent = top.toAbsolutePath().getParent();
    if (parent == null) {
      return false;
    }
    try (DirectoryStream<Path> around = Files.newDirectoryStream(parent)) {
      return around instanceof SecureDirectoryStream<Path> secure
          && new DirectTree().remove(secure, top.getFileName(), 0);
    } catch (NoSuchFileException e) {
      return true; // Someone else removes it at the same time.
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  private boolean remove(SecureDirectoryStream<Path> folder, Path name, int depth)
      throws IOException {
    if (++seen > MOST || depth > DEEPEST) {
      return false;
    }
    boolean isFolder =
        folder
            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes()
            .isDirectory();
    if (!isFolder) {
      folder.deleteFile(name);
      return true;
    }
    List<Path> names = new ArrayList<>();
    try (SecureDirectoryStream<Path> inner =
        folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : inner) {
        names.add(entry.getFileName());
        if (names.size() > MOST) {
          return false;
        }
      }
      for (Path entry : names) {
        if (!remove(inner, entry, depth + 1)) {
          return false;
        }
      }
    }
    folder.deleteDirectory(name);
    return true;
  }
}
