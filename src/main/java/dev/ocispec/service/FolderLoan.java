package dev.ocispec.service;

import dev.ocispec.bundle.BundleAccessException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A folder of the host that root lends to the user of a build: that user may make, rename and
 * remove what is in its folders, but does not get the files, which may be links to others' files.
 * What the build made becomes the owner's when the loan ends. A note in the build's own folder
 * tells of it, so that the loan of a killed process can be ended by another.
 *
 * <p>Programs that everyone may read but only their owner may run, as some engines lay them out,
 * are for everyone to run from then on. Symbolic links are not followed, and what has other owners
 * is left alone.
 */
final class FolderLoan {
  private static final String NOTE = "loan";
  private static final int PERMISSIONS = 07777;
  private static final int OWNER_RUNS = 0100;
  private static final int OTHERS_READ = 0004;
  private static final int OTHERS_RUN = 0001;

  private final Path note;
  private final Path folder;
  private final Ids owner;
  private final Ids user;

  private record Ids(int uid, int gid) {
    static Ids of(Path path) throws IOException {
      Map<String, Object> ids =
          Files.readAttributes(path, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
      return new Ids(
          (Integer) Objects.requireNonNull(ids.get("uid")),
          (Integer) Objects.requireNonNull(ids.get("gid")));
    }
  }

  private FolderLoan(Path note, Path folder, Ids owner, Ids user) {
    this.note = note;
    this.folder = folder;
    this.owner = owner;
    this.user = user;
  }

  /**
   * Lends a folder.
   *
   * @param build the build's own folder
   * @throws BundleAccessException when it is lent already, or can't be
   */
  static FolderLoan give(Path build, Path folder, long uid, long gid) {
    try {
      Ids owner = Ids.of(folder);
      Ids user = new Ids((int) uid, (int) gid);
      if (owner.uid() == user.uid()) {
        throw new IOException(
            "it belongs to the build's user "
                + uid
                + " already: another command works in it, or one that was killed has not been"
                + " cleaned up, which the next command with the same folder for builds does");
      }
      FolderLoan loan = new FolderLoan(build.resolve(NOTE), folder, owner, user);
      Files.writeString(loan.note, loan.text());
      try {
        loan.lend();
      } catch (IOException | RuntimeException | Error e) {
        loan.end();
        throw e;
      }
      return loan;
    } catch (IOException e) {
      throw new BundleAccessException("lend to the build's user the folder", folder, e);
    }
  }

  /** Ends the loan that a note in an abandoned build's folder tells of, if there is one. */
  static void settle(Path build) throws IOException {
    Path note = build.resolve(NOTE);
    List<String> lines;
    try {
      lines = Files.readAllLines(note, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return;
    }
    if (lines.size() != 5) {
      return; // Its writer died before anything was lent.
    }
    try {
      List<Integer> ids = lines.subList(0, 4).stream().map(Integer::parseUnsignedInt).toList();
      Path folder = Path.of(URI.create(lines.get(4)));
      new FolderLoan(note, folder, new Ids(ids.get(0), ids.get(1)), new Ids(ids.get(2), ids.get(3)))
          .end();
    } catch (IllegalArgumentException e) {
      throw new IOException("the note " + note + " does not tell of a loan", e);
    }
  }

  private String text() {
    return String.join(
        "\n",
        Integer.toUnsignedString(owner.uid()),
        Integer.toUnsignedString(owner.gid()),
        Integer.toUnsignedString(user.uid()),
        Integer.toUnsignedString(user.gid()),
        folder.toUri().toString());
  }

  private void lend() throws IOException {
    walk(
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (Ids.of(path).uid() != owner.uid()) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            set(path, "unix:uid", user.uid());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && Ids.of(path).uid() == owner.uid()) {
              letRun(path);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void letRun(Path file) throws IOException {
    int mode =
        (Integer)
            Objects.requireNonNull(
                Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS));
    boolean toItsOwner = (mode & OWNER_RUNS) != 0;
    boolean readByOthers = (mode & OTHERS_READ) != 0;
    if (toItsOwner && readByOthers && (mode & OTHERS_RUN) == 0) {
      set(file, "unix:mode", mode & PERMISSIONS | OTHERS_RUN);
    }
  }

  /** Gives the owner what the build's user has, also what it made. */
  void end() throws IOException {
    walk(
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            takeBack(path);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            takeBack(path);
            return FileVisitResult.CONTINUE;
          }
        });
    Files.deleteIfExists(note);
  }

  private void takeBack(Path path) throws IOException {
    Ids now = Ids.of(path);
    if (now.gid() == user.gid()) {
      set(path, "unix:gid", owner.gid());
    }
    if (now.uid() == user.uid()) {
      set(path, "unix:uid", owner.uid());
    }
  }

  private static void set(Path path, String attribute, int value) throws IOException {
    Files.setAttribute(path, attribute, value, LinkOption.NOFOLLOW_LINKS);
  }

  private void walk(FileVisitor<Path> visitor) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(folder, visitor);
    }
  }
}
