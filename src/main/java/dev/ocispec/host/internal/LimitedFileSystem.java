package dev.ocispec.host.internal;

import dev.ocispec.host.HostCommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A file system that has room for so many bytes and files and no more, mounted by root: an image
 * file that is mounted through a loop device, or memory.
 *
 * <p>The image's space is set aside at once. Otherwise the kernel would promise the file system's
 * user space that the disk below does not have, and lose what was written.
 */
public final class LimitedFileSystem {
  /** The folder in an image that takes up what is not to be used. */
  public static final String RESERVE = ".reserve";

  /** The folder that ext4 makes at its top. */
  public static final String RECOVERED = "lost+found";

  /** How such a file system in memory is called among the mounts. */
  static final String IN_MEMORY = "ocispec-scratch";

  private static final long BLOCK = 4096;

  /** Files of ext4 that are there from the beginning. */
  private static final long OWN_FILES = 16;

  private static final long FILE_RECORD = 256;

  /** What ext4 needs for itself: a fixed part, and the first of so many parts. */
  private static final long FIXED = 4L << 20;

  private static final long PART = 32;

  /** How many files are made to take up surplus places; more of them are left to the user. */
  private static final long MOST_SPARE_FILES = 4096;

  private final Path image;
  private final Path place;
  private final long bytes;
  private final OptionalLong files;

  private LimitedFileSystem(Path image, Path place, long bytes, OptionalLong files) {
    this.image = image;
    this.place = place;
    this.bytes = bytes;
    this.files = files;
  }

  /**
   * Mounts an image. On failure the mount or the image may be there: {@link #unmountIn} and
   * removing the file end that.
   *
   * @param image the file to make
   * @param place the folder to mount it on
   * @param bytes how much it is to hold; exact to two blocks of 4 KiB
   * @param files how many files and folders; empty for one for each 4 KiB. Kept to the file, but of
   *     file systems above 32 GiB up to 16 for each 128 MiB more
   * @throws HostCommandException when a program is missing or refuses, or there is no space
   */
  public static void mountImage(Path image, Path place, long bytes, OptionalLong files)
      throws IOException {
    new LimitedFileSystem(image, place, bytes, files).mount();
  }

  /**
   * Mounts one in memory, which is taken as it is written to.
   *
   * @param place the folder to mount it on
   * @param bytes how much it is to hold
   * @param files how many files and folders besides its own; empty for the kernel's default
   * @throws HostCommandException when a program is missing or refuses
   */
  public static void mountMemory(Path place, long bytes, OptionalLong files) {
    HostCommand.run(memory(place, bytes, files));
  }

  private void mount() throws IOException {
    HostCommand.run(
        List.of("fallocate", "-l", Long.toString(imageSize(bytes, files)), "--", image.toString()));
    HostCommand.run(format());
    HostCommand.run(
        List.of(
            "mount",
            "-t",
            "ext4",
            "-o",
            // The image is all zeros, so that nothing has to be cleared in the background.
            "loop,nosuid,nodev,noatime,noinit_itable",
            "--",
            image.toString(),
            place.toString()));
    reserve();
  }

  /** The size of an image that has that much room. */
  static long imageSize(long bytes, OptionalLong files) {
    return roundedUp(bytes + bytes / PART + records(bytes, files) * FILE_RECORD + FIXED);
  }

  /** One for each file, for those of the file system, and for what takes up the surplus. */
  private static long records(long bytes, OptionalLong files) {
    return files.orElse(bytes / BLOCK) + 2 + OWN_FILES;
  }

  private List<String> format() {
    return List.of(
        program("mke2fs"),
        "-q",
        "-F",
        "-t",
        "ext4",
        "-b",
        Long.toString(BLOCK),
        "-I",
        Long.toString(FILE_RECORD),
        "-m",
        "0",
        "-N",
        Long.toString(records(bytes, files)),
        "-O",
        "^has_journal,^resize_inode",
        "-E",
        // Without nodiscard the space that was set aside would be given back.
        "nodiscard,lazy_itable_init=1",
        image.toString());
  }

  /** Programs for root are not always on the way along {@code PATH}. */
  private static String program(String name) {
    return Stream.of("/usr/sbin/", "/sbin/")
        .map(folder -> folder + name)
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElse(name);
  }

  static List<String> memory(Path place, long bytes, OptionalLong files) {
    String options = "nosuid,nodev,noatime,mode=0711,size=" + roundedUp(bytes);
    if (files.isPresent()) {
      options += ",nr_inodes=" + (files.getAsLong() + 1);
    }
    return List.of("mount", "-t", "tmpfs", "-o", options, "--", IN_MEMORY, place.toString());
  }

  private static long roundedUp(long size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** Takes up whatever there is room for beyond what is to be held. */
  private void reserve() throws IOException {
    Path reserve = Files.createDirectory(place.resolve(RESERVE));
    if (files.isPresent()) {
      long spare = Room.at(place).files() - files.getAsLong() - 1;
      for (long i = 0; i < Math.min(spare, MOST_SPARE_FILES); i++) {
        Files.createFile(reserve.resolve(Long.toString(i)));
      }
    }
    long spare = Room.at(place).bytes() - bytes;
    if (spare < 0) {
      throw new IOException(
          image + " has room for " + (bytes + spare) + " bytes, expected " + bytes);
    }
    long taken = (spare / BLOCK - 2) * BLOCK; // It may need blocks to keep track of the others.
    if (taken > 0) {
      HostCommand.run(
          List.of(
              "fallocate", "-l", Long.toString(taken), "--", reserve.resolve("space").toString()));
    }
  }

  /**
   * Unmounts all such file systems that are mounted in a folder, whoever mounted them. One that is
   * still in use vanishes from there at once and ends with its last user.
   *
   * @throws IOException when the mounts can't be read
   * @throws HostCommandException when one can't be unmounted
   */
  public static void unmountIn(Path folder) throws IOException {
    // Each character is a byte, as in the table.
    String bytes = new String(PathBytes.of(folder.toRealPath()), StandardCharsets.ISO_8859_1);
    List<MountEntry> last = new ArrayList<>(MountTable.own().entries());
    Collections.reverse(last);
    for (MountEntry mount : last) {
      if (mount.isIn(bytes) && (isInMemory(mount) || isImageIn(folder.toRealPath(), mount))) {
        String place =
            new String(mount.place().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        HostCommand.run(List.of("umount", "--lazy", "--", place));
      }
    }
  }

  private static boolean isInMemory(MountEntry mount) {
    return mount.type().equals("tmpfs") && mount.source().equals(IN_MEMORY);
  }

  /** Whether it shows, through a loop device, a file in the folder. */
  private static boolean isImageIn(Path folder, MountEntry mount) throws IOException {
    String device = mount.source();
    if (!mount.type().equals("ext4") || !device.matches("/dev/loop[0-9]+")) {
      return false;
    }
    Path file = Path.of("/sys/block", device.substring("/dev/".length()), "loop/backing_file");
    return Files.exists(file) && Files.readString(file).startsWith(folder + "/");
  }

  /**
   * The room that is left.
   *
   * @param bytes for data
   * @param files for further files and folders
   */
  public record Room(long bytes, long files) {
    /**
     * That of the file system at a place.
     *
     * @throws HostCommandException when it can't be told
     */
    public static Room at(Path place) {
      List<String> command = List.of("stat", "-f", "-c", "%a %S %d", "--", place.toString());
      String text = HostCommand.output(command).strip();
      if (!text.matches("[0-9]{1,18} [0-9]{1,9} [0-9]{1,18}")) {
        throw new HostCommandException(command, "printed \"" + text + "\"", null);
      }
      String[] numbers = text.split(" ");
      return new Room(
          Long.parseLong(numbers[0]) * Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }
  }
}
