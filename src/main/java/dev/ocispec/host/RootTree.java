package dev.ocispec.host;

import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.host.internal.TreeLinks;
import dev.ocispec.report.internal.IoReason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What lies at the top of a folder that is to be a container's root file system.
 *
 * @param folders the names of the folders in it
 * @param files the names of the files in it
 * @param links the symbolic links in it: names and what they say
 * @param shell whether {@code /bin/sh} leads to a file, seen from inside the folder
 */
public record RootTree(
    SortedSet<String> folders,
    SortedSet<String> files,
    SortedMap<String, String> links,
    boolean shell) {
  /**
   * Copies the sets and the map.
   *
   * @param folders the names of the folders in it
   * @param files the names of the files in it
   * @param links the symbolic links in it: names and what they say
   * @param shell whether {@code /bin/sh} leads to a file, seen from inside the folder
   */
  public RootTree {
    folders = Collections.unmodifiableSortedSet(new TreeSet<>(folders));
    files = Collections.unmodifiableSortedSet(new TreeSet<>(files));
    links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
  }

  /**
   * Looks at a folder of this host. Sockets, pipes and device nodes at its top are left out.
   *
   * @param folder the folder
   * @return what lies at its top
   * @throws HostFolderException when it is no folder, or can't be read
   */
  public static RootTree of(Path folder) {
    SortedSet<String> folders = new TreeSet<>();
    SortedSet<String> files = new TreeSet<>();
    SortedMap<String, String> links = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = PathBytes.text(entry.getFileName());
        if (Files.isSymbolicLink(entry)) {
          links.put(name, PathBytes.text(Files.readSymbolicLink(entry)));
        } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          folders.add(name);
        } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          files.add(name);
        }
      }
      boolean shell = TreeLinks.file(folder, "bin/sh").isPresent();
      return new RootTree(folders, files, links, shell);
    } catch (DirectoryIteratorException e) {
      IOException cause = Objects.requireNonNull(e.getCause());
      throw new HostFolderException(folder, IoReason.of(cause), cause);
    } catch (IOException e) {
      throw new HostFolderException(folder, IoReason.of(e), e);
    }
  }

  /**
   * {@return where a path really lies, when its first component is a symbolic link to a folder at
   * the top, as {@code /bin} is to {@code usr/bin}}
   *
   * @param path an absolute path in the container
   */
  public String resolve(String path) {
    String rest = path.substring(1);
    int slash = rest.indexOf('/');
    String first = slash < 0 ? rest : rest.substring(0, slash);
    String target = links.getOrDefault(first, "").replaceFirst("^/+", "").replaceFirst("/+$", "");
    boolean inside =
        slash >= 0
            && !target.isEmpty()
            && !List.of(target.split("/")).contains("..")
            && folders.contains(target.split("/")[0]);
    return inside ? "/" + target + rest.substring(slash) : path;
  }
}
