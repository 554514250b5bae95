package dev.ocispec.rule.knowledge.internal;

import static dev.ocispec.rule.Weight.ISOLATION;
import static dev.ocispec.rule.Weight.NOTABLE;

import dev.ocispec.rule.Weight;
import java.util.Map;
import java.util.Optional;

/**
 * What mounting a file system of some type opens.
 *
 * @param weight how much it counts
 * @param opens what is in it
 */
public record FileSystemMeaning(Weight weight, String opens) {
  private static final Map<String, FileSystemMeaning> BY_TYPE =
      Map.ofEntries(
          Map.entry("debugfs", new FileSystemMeaning(ISOLATION, "the kernel's debugging files")),
          Map.entry("tracefs", new FileSystemMeaning(ISOLATION, "the kernel's tracing files")),
          Map.entry("securityfs", new FileSystemMeaning(NOTABLE, "settings of security modules")),
          Map.entry("configfs", new FileSystemMeaning(ISOLATION, "configuration of kernel parts")),
          Map.entry("efivarfs", new FileSystemMeaning(ISOLATION, "the firmware's variables")),
          Map.entry("pstore", new FileSystemMeaning(NOTABLE, "crash dumps of the host's kernel")),
          Map.entry("bpf", new FileSystemMeaning(NOTABLE, "pinned BPF programs and maps")),
          Map.entry("devtmpfs", new FileSystemMeaning(ISOLATION, "all devices of the host")),
          Map.entry("binfmt_misc", new FileSystemMeaning(ISOLATION, "interpreters of programs")),
          Map.entry("fusectl", new FileSystemMeaning(NOTABLE, "connections of FUSE mounts")),
          Map.entry("nfs", new FileSystemMeaning(NOTABLE, "files of another machine")),
          Map.entry("nfs4", new FileSystemMeaning(NOTABLE, "files of another machine")),
          Map.entry("cifs", new FileSystemMeaning(NOTABLE, "files of another machine")),
          Map.entry("ceph", new FileSystemMeaning(NOTABLE, "files of another machine")),
          Map.entry("9p", new FileSystemMeaning(NOTABLE, "files of another machine")));

  /** The meaning of a type; empty for one that says nothing by itself. */
  public static Optional<FileSystemMeaning> of(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }
}
