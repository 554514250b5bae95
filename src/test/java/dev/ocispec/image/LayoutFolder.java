package dev.ocispec.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes a layout with images for tests, or one that is damaged in one place. */
final class LayoutFolder {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

  private final Path folder;
  private final List<String> entries = new ArrayList<>();

  LayoutFolder(Path folder) {
    this.folder = folder;
    marker("{\"imageLayoutVersion\": \"1.0.0\"}");
  }

  Path path() {
    return folder;
  }

  LayoutFolder marker(String text) {
    write(folder.resolve("oci-layout"), text);
    return this;
  }

  /** An image for one platform. */
  LayoutFolder image(String name, String configuration) {
    return entry(name, descriptor(MANIFEST, manifest(configuration), ""));
  }

  /** An image for two platforms behind an index of its own. */
  LayoutFolder images(String name, String amd64, String arm64) {
    String listed =
        platform(manifest(amd64), "amd64", "") + "," + platform(manifest(arm64), "arm64", "v8");
    return entry(
        name,
        descriptor(
            INDEX,
            "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"manifests\": [%s]}"
                .formatted(INDEX, listed),
            ""));
  }

  LayoutFolder entry(String name, String descriptor) {
    String named =
        ", \"annotations\": {\"org.opencontainers.image.ref.name\": \"%s\"}}".formatted(name);
    entries.add(
        name.isEmpty() ? descriptor : descriptor.substring(0, descriptor.length() - 1) + named);
    write(
        folder.resolve("index.json"),
        "{\"schemaVersion\": 2, \"manifests\": [%s]}".formatted(String.join(",", entries)));
    return this;
  }

  /** A blob with that content, and the descriptor that leads to it. */
  String descriptor(String type, String content, String more) {
    String digest = digest(content);
    write(blob(digest), content);
    return "{\"mediaType\": \"%s\", \"digest\": \"sha256:%s\", \"size\": %d%s}"
        .formatted(type, digest, content.getBytes(StandardCharsets.UTF_8).length, more);
  }

  String manifest(String configuration) {
    return "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"config\": %s, \"layers\": []}"
        .formatted(MANIFEST, descriptor(CONFIG, configuration, ""));
  }

  Path blob(String digest) {
    return folder.resolve("blobs/sha256").resolve(digest);
  }

  static String digest(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A configuration with that object as its {@code config}. */
  static String configuration(String config) {
    return """
    {"architecture": "amd64", "os": "linux", "config": %s,
     "rootfs": {"type": "layers", "diff_ids": []}}
    """
        .formatted(config);
  }

  private String platform(String manifest, String architecture, String variant) {
    String more = variant.isEmpty() ? "" : ", \"variant\": \"" + variant + "\"";
    return descriptor(
        MANIFEST,
        manifest,
        ", \"platform\": {\"os\": \"linux\", \"architecture\": \"%s\"%s}"
            .formatted(architecture, more));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
