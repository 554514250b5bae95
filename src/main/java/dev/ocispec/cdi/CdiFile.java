package dev.ocispec.cdi;

import dev.ocispec.cdispec.CdiSpec;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.report.internal.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that describes devices, read and found to keep to the specification.
 *
 * @param path where it is
 * @param priority place of its folder; what is in a folder with a higher one goes before
 * @param spec what it says
 */
record CdiFile(Path path, int priority, CdiSpec spec) {
  /** Far larger and deeper than any file of a vendor. */
  static final JsonLimits LIMITS = new JsonLimits(4 << 20, 32, 1 << 20, 400, 200_000, 100);

  private static final String YAML = ".yaml";

  /** Whether the name is that of a file that describes devices. */
  static boolean isNamedLikeOne(Path file) {
    String name = file.toString();
    return name.endsWith(".json") || name.endsWith(YAML);
  }

  /**
   * Reads a file.
   *
   * @throws CdiException when it can't be read or does not keep to the specification
   */
  static CdiFile read(Path path, int priority) {
    CdiSpec spec = content(path);
    List<Finding> findings = CdiSpecCheck.of(spec);
    if (!findings.isEmpty()) {
      throw new CdiFileException(path, findings);
    }
    return new CdiFile(path, priority, spec);
  }

  private static CdiSpec content(Path path) {
    // A pipe or a device would be waited for without end.
    if (!Files.isRegularFile(path)) {
      throw new CdiFileException(path, "expected a regular file, found something else", null);
    }
    try {
      CdiSpec spec =
          path.toString().endsWith(YAML)
              ? Json.read(YamlDocument.json(path, bytes(path)), CdiSpec.class)
              : Json.read(bytes(path), CdiSpec.class, LIMITS);
      return SpelledGroups.usual(spec);
    } catch (UnreadableDocumentException e) {
      throw new CdiFileException(path, e.findings());
    } catch (InvalidDocumentException e) {
      throw new CdiFileException(path, e.report().findings());
    }
  }

  private static byte[] bytes(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes((int) LIMITS.bytes() + 1);
    } catch (IOException e) {
      throw new CdiFileException(path, IoReason.of(e), e);
    }
  }
}
