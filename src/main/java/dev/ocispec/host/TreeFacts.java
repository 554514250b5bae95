package dev.ocispec.host;

import dev.ocispec.host.internal.OverlayTrial;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.report.internal.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a sandbox must know of the host to lay a writable folder over another one, and to make a
 * root file system of a folder.
 *
 * @param overlays the kinds of overlay that were tried and work
 * @param roots what lies at the top of folders that are to be root file systems, by their absolute
 *     paths
 */
public record TreeFacts(Set<OverlayKind> overlays, Map<String, RootTree> roots) {
  /** Nothing was tried or looked at. */
  public static final TreeFacts NONE = new TreeFacts(Set.of(), Map.of());

  /**
   * Copies the set and the map.
   *
   * @param overlays the kinds of overlay that were tried and work
   * @param roots what lies at the top of folders that are to be root file systems, by their
   *     absolute paths
   */
  public TreeFacts {
    overlays = Collections.unmodifiableSet(new TreeSet<>(overlays));
    roots = Collections.unmodifiableMap(new TreeMap<>(roots));
  }

  /**
   * Tries which kinds of overlay work in a folder, in mount namespaces of its own, and looks at a
   * root file system. Nothing is left in the folder; the answer for its file system is remembered.
   *
   * @param folder where bundles are to be, or a folder on the same file system; this process can
   *     write to it
   * @param uid the user id of this process
   * @param rootFs a folder that is to be a root file system, if any
   * @return what was found
   * @throws HostFolderException when a folder can't be read, or the first not be written to
   */
  public static TreeFacts of(Path folder, long uid, Optional<Path> rootFs) {
    Map<String, RootTree> roots = new TreeMap<>();
    rootFs.ifPresent(root -> roots.put(PathBytes.text(root), RootTree.of(root)));
    try {
      return new TreeFacts(OverlayTrial.in(folder, uid == 0), roots);
    } catch (IOException e) {
      throw new HostFolderException(folder, IoReason.of(e), e);
    }
  }

  /**
   * {@return the same with another kind of overlay that works}
   *
   * @param kind the kind
   */
  public TreeFacts with(OverlayKind kind) {
    Set<OverlayKind> more = new TreeSet<>(overlays);
    more.add(kind);
    return new TreeFacts(more, roots);
  }

  /**
   * {@return the same with another root file system}
   *
   * @param folder its absolute path
   * @param tree what lies at its top
   */
  public TreeFacts with(String folder, RootTree tree) {
    Map<String, RootTree> more = new TreeMap<>(roots);
    more.put(folder, tree);
    return new TreeFacts(overlays, more);
  }
}
