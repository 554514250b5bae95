package dev.ocispec.service;

import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.report.internal.QuietLogging;
import dev.ocispec.sandbox.HostBind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;

/** How much of this host a command in place sees, read-only, besides what it names itself. */
public enum VisibleHost {
  /**
   * The folders that programs, libraries and their settings are in: {@code /usr}, {@code /bin},
   * {@code /sbin}, {@code /lib} and the like, {@code /opt}, {@code /nix/store}, {@code /gnu/store},
   * and of {@code /etc} what programs, compilers and TLS need, but no accounts, keys or passwords.
   * The default.
   */
  SYSTEM {
    @Override
    List<Path> paths() {
      List<Path> paths = new ArrayList<>();
      FOLDERS.forEach(name -> paths.add(Path.of("/", name)));
      for (Path entry : entries(Path.of("/etc"))) {
        String name = entry.getFileName().toString();
        if (ETC.contains(name) || ETC_FAMILIES.stream().anyMatch(name::startsWith)) {
          paths.add(entry);
        }
      }
      return paths;
    }
  },
  /**
   * All of {@code /} but {@code /dev}, {@code /proc}, {@code /sys}, {@code /run} and {@code /tmp}:
   * what Bazel's linux-sandbox shows. Homes, and sockets that are in them, included.
   */
  WHOLE {
    @Override
    List<Path> paths() {
      return entries(Path.of("/")).stream()
          .filter(entry -> !KERNEL.contains(entry.getFileName().toString()))
          .toList();
    }
  },
  /** Nothing. */
  NONE {
    @Override
    List<Path> paths() {
      return List.of();
    }
  };

  private static final Logger LOG = QuietLogging.logger(VisibleHost.class);

  private static final List<String> FOLDERS =
      List.of(
          "usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "opt", "nix/store", "gnu/store");

  private static final Set<String> ETC =
      Set.of(
          "alternatives",
          "ca-certificates",
          "crypto-policies",
          "debian_version",
          "fonts",
          "host.conf",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "locale.alias",
          "locale.conf",
          "localtime",
          "mime.types",
          "nsswitch.conf",
          "os-release",
          "pki",
          "protocols",
          "rpc",
          "services",
          "ssl",
          "terminfo",
          "texmf",
          "timezone",
          "xml");

  /** The beginnings of names, for instance {@code java-17-openjdk}, {@code python3}. */
  private static final List<String> ETC_FAMILIES =
      List.of("java", "maven", "perl", "python", "gcc", "lsb-");

  private static final Set<String> KERNEL =
      Set.of("dev", "proc", "run", "sys", "tmp", "lost+found");

  /** The paths of this host that it consists of, whether or not they are there. */
  abstract List<Path> paths();

  /**
   * {@return what of this host belongs to it and is there, each at its own path}
   *
   * <p>It looks at the host each time. What can't be listed is left out.
   */
  public List<HostBind> binds() {
    return paths().stream()
        .filter(Files::exists)
        .map(path -> new HostBind(path, PathBytes.text(path)))
        .toList();
  }

  private static List<Path> entries(Path folder) {
    Set<Path> found = new TreeSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(found::add);
    } catch (IOException e) {
      LOG.debug("{} can't be listed, so nothing of it is shown", folder, e);
    }
    return List.copyOf(found);
  }
}
