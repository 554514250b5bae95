package dev.ocispec.service;

import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.HostFacts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The folder that a service has its builds in. Only its owner can write in it; root's can be passed
 * through, since a container's root may be another user on the host.
 */
final class ServiceFolder {
  private static final String SCHEME = "oci";

  private final Path path;
  private final String permissions;

  private ServiceFolder(Path path, String permissions) {
    this.path = path;
    this.permissions = permissions;
  }

  /**
   * Opens the folder of an address; makes it when it is not there.
   *
   * @throws ServiceAddressException when it is no address of a folder, or of one that others may
   *     write in
   */
  static ServiceFolder open(URI address, HostFacts facts) {
    Path folder = parse(address);
    ServiceFolder service = new ServiceFolder(folder, facts.uid() == 0 ? "rwx--x--x" : "rwx------");
    try {
      if (!Files.exists(folder)) {
        service.makeIfAbsent(address);
      }
      Path real = folder.toRealPath();
      check(address, real, facts);
      return new ServiceFolder(real, service.permissions);
    } catch (IOException e) {
      throw new BundleAccessException("open the build folder", folder, e);
    }
  }

  /** Whether an address is one of a folder, whatever else may be wrong with it. */
  static boolean isAddressed(URI address) {
    return SCHEME.equals(address.getScheme());
  }

  Path path() {
    return path;
  }

  /** The folders of builds, running, kept or abandoned. */
  List<Path> builds() {
    List<Path> builds = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, BuildFolder.PREFIX + "*")) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          builds.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw new BundleAccessException("list", path, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw new BundleAccessException("list", path, e);
    }
    return builds;
  }

  /** Makes a folder for a build, never open to more than it is to be. */
  void makeFolder(Path folder) throws IOException {
    Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
    Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(wanted));
    Files.setPosixFilePermissions(folder, wanted); // The umask may have taken some away.
  }

  /** Makes this folder unless another service does so at the same time. */
  private void makeIfAbsent(URI address) throws IOException {
    try {
      Files.createDirectories(path.getParent());
    } catch (FileAlreadyExistsException e) {
      throw new ServiceAddressException(address, "a path through a file, " + e.getFile());
    }
    try {
      makeFolder(path);
    } catch (FileAlreadyExistsException e) {
      // What counts is that it is there; it is checked next.
      return;
    }
  }

  private static Path parse(URI address) {
    if (!SCHEME.equals(address.getScheme())) {
      throw new ServiceAddressException(address, "another scheme");
    }
    if (address.isOpaque()
        || address.getRawAuthority() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new ServiceAddressException(
          address, "something besides an absolute path; write three slashes");
    }
    String raw = address.getRawPath();
    if (raw.isEmpty() || raw.equals("/")) {
      throw new ServiceAddressException(address, "no folder of its own");
    }
    if (raw.contains("%00")) {
      throw new ServiceAddressException(address, "NUL in the path");
    }
    return Path.of(URI.create("file://" + raw)).normalize();
  }

  private static void check(URI address, Path folder, HostFacts facts) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ServiceAddressException(address, "a file");
    }
    long owner = Integer.toUnsignedLong((Integer) Files.getAttribute(folder, "unix:uid"));
    if (owner != facts.uid()) {
      throw new ServiceAddressException(address, "a folder that belongs to user " + owner);
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new ServiceAddressException(
          address, "a folder that others can write to; choose one below it");
    }
  }
}
