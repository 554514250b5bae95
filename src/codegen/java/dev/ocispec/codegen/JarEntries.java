package dev.ocispec.codegen;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What a jar will hold, in order. */
final class JarEntries {
  /** How the names of classes end. */
  static final String CLASS = ".class";

  private record Content(LocalDateTime time, byte[] bytes) {}

  private final Map<String, Content> entries = new LinkedHashMap<>();
  private final Map<String, List<String>> members = new LinkedHashMap<>();

  /** Adds an entry. */
  void add(String name, LocalDateTime time, byte[] bytes) {
    if (entries.put(name, new Content(time, bytes)) != null) {
      throw new IllegalStateException(name + " is in the jar twice");
    }
  }

  /** Adds a class as a member of the nest of another class in the jar. */
  void addMember(String host, String name, LocalDateTime time, byte[] type) {
    add(name + CLASS, time, type);
    members.computeIfAbsent(host, key -> new ArrayList<>()).add(name);
  }

  /** Writes all to a file. */
  void write(Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream to = new ZipOutputStream(file)) {
      for (Map.Entry<String, Content> entry : entries.entrySet()) {
        ZipEntry written = new ZipEntry(entry.getKey());
        written.setTimeLocal(entry.getValue().time());
        to.putNextEntry(written);
        to.write(withMembers(entry.getKey(), entry.getValue().bytes()));
        to.closeEntry();
      }
    }
  }

  private byte[] withMembers(String name, byte[] bytes) {
    if (!name.endsWith(CLASS)) {
      return bytes;
    }
    String type = name.substring(0, name.length() - CLASS.length());
    return members.containsKey(type) ? PlainLambdas.withMembers(bytes, members.get(type)) : bytes;
  }
}
