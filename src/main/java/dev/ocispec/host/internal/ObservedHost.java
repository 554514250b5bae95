package dev.ocispec.host.internal;

import dev.ocispec.host.CgroupMode;
import dev.ocispec.host.HostFacts;
import dev.ocispec.rule.HostFile;
import dev.ocispec.rule.HostView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers what rules ask of a host by looking at its files. */
public final class ObservedHost implements HostView {
  private static final int KIND = 0xF000;
  private static final int FOLDER = 0x4000;
  private static final int FILE = 0x8000;
  private static final int SOCKET = 0xC000;
  private static final int EXECUTABLE = 0111;
  private static final int MOST_LINKS = 40;

  /** Real, effective, saved and file system id; the effective one counts. */
  private static final Pattern IDS = Pattern.compile("\\d+\\s+(\\d{1,10})(\\s.*)?");

  /** What a link in {@code /proc/PID/ns} leads to, and the root of a mount of a namespace. */
  private static final Pattern NAMESPACE = Pattern.compile("([a-z]+):\\[\\d+\\]");

  private static final Pattern LINK = Pattern.compile("/proc/\\d+/ns/([a-z]+)");

  /** The types that the kernel names otherwise than the specification. */
  private static final Map<String, String> TYPES = Map.of("net", "network", "mnt", "mount");

  private final Path root;
  private @Nullable HostFacts facts;

  /** The host whose files lie below {@code root}. */
  public ObservedHost(Path root) {
    this.root = root;
  }

  private synchronized HostFacts facts() {
    if (facts == null) {
      facts = HostDetection.of(root).facts();
    }
    return facts;
  }

  private HostFiles files() {
    return new HostFiles(root);
  }

  @Override
  public Optional<Boolean> rootless() {
    return files()
        .after("/proc/self/status", "Uid:")
        .map(IDS::matcher)
        .filter(Matcher::matches)
        .map(ids -> !ids.group(1).equals("0"));
  }

  @Override
  public Optional<Integer> cgroupVersion() {
    return switch (facts().cgroupMode()) {
      case NONE -> Optional.empty();
      case V1, HYBRID -> Optional.of(1);
      case V2 -> Optional.of(2);
    };
  }

  @Override
  public Optional<Set<String>> cgroupControllers() {
    return facts().cgroupMode() == CgroupMode.NONE
        ? Optional.empty()
        : Optional.of(facts().cgroupControllers());
  }

  @Override
  public Optional<HostFile> file(String path) {
    try {
      int mode = (Integer) Files.getAttribute(files().at(path), "unix:mode");
      return Optional.of(
          switch (mode & KIND) {
            case FOLDER -> HostFile.DIRECTORY;
            case FILE -> (mode & EXECUTABLE) == 0 ? HostFile.FILE : HostFile.PROGRAM;
            case SOCKET -> HostFile.SOCKET;
            default -> HostFile.OTHER;
          });
    } catch (NoSuchFileException e) {
      return Optional.of(HostFile.NOTHING);
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> namespaceType(String path) {
    try {
      Path file = files().at(path);
      for (int links = 0; Files.isSymbolicLink(file); links++) {
        String target = Files.readSymbolicLink(file).toString();
        Matcher namespace = NAMESPACE.matcher(target);
        if (namespace.matches()) {
          return Optional.of(type(namespace));
        }
        if (links > MOST_LINKS) {
          return Optional.empty();
        }
        file =
            target.startsWith("/") ? files().at(target) : file.resolveSibling(target).normalize();
      }
      return mounted("/" + root.toRealPath().relativize(file.toRealPath()));
    } catch (NoSuchFileException | InvalidPathException e) {
      return Optional.empty();
    } catch (IOException e) {
      // The links of other users' processes can't be read, but have the names of their types.
      return Optional.of(LINK.matcher(path)).filter(Matcher::matches).map(ObservedHost::type);
    }
  }

  /** The type of the namespace that is mounted at a place. */
  private Optional<String> mounted(String place) {
    MountTable mounts = MountTable.of(files().text(MountTable.OWN.toString()));
    if (mounts.entries().isEmpty()) {
      return Optional.empty();
    }
    String found = "";
    for (MountEntry entry : mounts.entries()) {
      if (entry.place().equals(place)) {
        Matcher namespace = NAMESPACE.matcher(entry.root());
        found = entry.type().equals("nsfs") && namespace.matches() ? type(namespace) : "";
      }
    }
    return Optional.of(found);
  }

  private static String type(Matcher namespace) {
    String name = namespace.group(1);
    return TYPES.getOrDefault(name, name);
  }

  @Override
  public Optional<String> read(String path) {
    return Optional.of(files().text(path)).filter(text -> !text.isEmpty());
  }
}
