package dev.ocispec.cdi;

import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.schema.internal.CdiSchemas;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Turns a file in YAML into JSON. The library that reads YAML may be missing. */
final class YamlDocument {
  private YamlDocument() {}

  /**
   * The file as JSON.
   *
   * @throws YamlLibraryException when the library is missing
   * @throws CdiFileException when it is no YAML, or passes a limit
   */
  static String json(Path file, byte[] content) {
    if (content.length > CdiFile.LIMITS.bytes()) {
      throw new CdiFileException(
          file, "expected at most " + CdiFile.LIMITS.bytes() + " bytes, found more", null);
    }
    String text = text(file, content);
    try {
      return Library.json(file, text);
    } catch (NoClassDefFoundError e) {
      throw new YamlLibraryException(file, e);
    }
  }

  private static String text(Path file, byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new CdiFileException(file, "expected UTF-8 text, found other bytes", e);
    }
  }

  /** All that names a class of the library: loaded only when a file is in YAML. */
  private static final class Library {
    static String json(Path file, String text) {
      LoadSettings settings =
          LoadSettings.builder()
              .setParseComments(false)
              .setCodePointLimit((int) CdiFile.LIMITS.bytes())
              .build();
      try {
        YamlTree tree = new YamlTree(new Parse(settings).parseString(text).iterator());
        return tree.read(CdiSchemas.cdiSpec()).toString();
      } catch (YamlTreeException e) {
        throw new CdiFileException(file, List.of(e.finding()));
      } catch (MarkedYamlEngineException e) {
        throw new CdiFileException(file, List.of(finding(e)));
      } catch (YamlEngineException e) {
        throw new CdiFileException(file, ForeignText.shown(String.valueOf(e.getMessage())), e);
      }
    }

    private static Finding finding(MarkedYamlEngineException e) {
      Finding finding = Finding.must("yaml-syntax", "", ForeignText.shown(e.getProblem()));
      return e.getProblemMark()
          .map(mark -> finding.at(mark.getLine() + 1, mark.getColumn() + 1))
          .orElse(finding);
    }
  }
}
