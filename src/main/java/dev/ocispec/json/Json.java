package dev.ocispec.json;

import dev.ocispec.json.internal.DocumentParser;
import dev.ocispec.json.internal.JsonText;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.report.Report;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.OciObject;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/**
 * Reads and writes documents.
 *
 * <p>Reading is strict about JSON (no repeated names, comments, trailing text, byte order mark, bad
 * UTF-8, lone surrogates, numbers that don't fit; limits on size and depth) and lenient about the
 * schema's constraints: whatever the types can express is read, unknown members are kept. Writing
 * validates and refuses documents that violate the schema, unless {@link #unchecked()} is used.
 *
 * <p>All methods can be called from several threads.
 */
public final class Json {
  private Json() {}

  /**
   * Reads a file. Exceptions name it.
   *
   * @param <T> the type of the document
   * @param file the file
   * @param type {@code Spec.class} or any other type of the documents
   * @return the document
   * @throws UnreadableDocumentException when it is not JSON, not of that type, or passes a limit
   * @throws DocumentAccessException when the file can't be read
   */
  public static <T extends OciObject> T read(Path file, Class<T> type) {
    return read(file, type, JsonLimits.DEFAULT);
  }

  /**
   * The same as {@link #read(Path, Class)} with other limits.
   *
   * @param <T> the type of the document
   * @param file the file
   * @param type {@code Spec.class} or any other type of the documents
   * @param limits what the document may have at most
   * @return the document
   */
  public static <T extends OciObject> T read(Path file, Class<T> type, JsonLimits limits) {
    try {
      return DocumentParser.read(JsonText.bytesOf(file, limits), type, limits);
    } catch (UnreadableDocumentException e) {
      throw e.from(file.toString());
    }
  }

  /**
   * Reads UTF-8 bytes.
   *
   * @param <T> the type of the document
   * @param json the document as UTF-8
   * @param type {@code Spec.class} or any other type of the documents
   * @return the document
   * @throws UnreadableDocumentException when they are not JSON, not of that type, or pass a limit
   */
  public static <T extends OciObject> T read(byte[] json, Class<T> type) {
    return read(json, type, JsonLimits.DEFAULT);
  }

  /**
   * The same as {@link #read(byte[], Class)} with other limits.
   *
   * @param <T> the type of the document
   * @param json the document as UTF-8
   * @param type {@code Spec.class} or any other type of the documents
   * @param limits what the document may have at most
   * @return the document
   */
  public static <T extends OciObject> T read(byte[] json, Class<T> type, JsonLimits limits) {
    return DocumentParser.read(json, type, limits);
  }

  /**
   * Reads a string.
   *
   * @param <T> the type of the document
   * @param json the document
   * @param type {@code Spec.class} or any other type of the documents
   * @return the document
   * @throws UnreadableDocumentException when it is not JSON, not of that type, or passes a limit
   */
  public static <T extends OciObject> T read(String json, Class<T> type) {
    JsonLimits limits = JsonLimits.DEFAULT;
    return DocumentParser.read(JsonText.encode(json, limits), type, limits);
  }

  /**
   * {@return compact UTF-8 JSON, without final newline}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException when the schema refuses the document
   */
  public static byte[] toBytes(OciObject document) {
    return DocumentWriter.CHECKED.toBytes(document);
  }

  /**
   * {@return compact JSON, without final newline}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException when the schema refuses the document
   */
  public static String toString(OciObject document) {
    return DocumentWriter.CHECKED.toString(document);
  }

  /**
   * {@return indented JSON: two spaces for each level, a final newline}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException when the schema refuses the document
   */
  public static String toPrettyString(OciObject document) {
    return DocumentWriter.CHECKED.toPrettyString(document);
  }

  /**
   * Writes the pretty form to a file: to a temporary name in the same folder, synced, then moved to
   * its place. A symbolic link is followed: it stays, and the file that it leads to is written.
   *
   * @param document the document
   * @param file the file
   * @throws InvalidDocumentException when the schema refuses the document
   * @throws DocumentAccessException when the file can't be written, or is a symbolic link that
   *     leads to no file; the previous content is unchanged
   */
  public static void write(OciObject document, Path file) {
    DocumentWriter.CHECKED.write(document, file);
  }

  /**
   * {@return the canonical form, see {@link DocumentWriter#toCanonicalBytes}}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException when the schema refuses the document
   */
  public static byte[] toCanonicalBytes(OciObject document) {
    return DocumentWriter.CHECKED.toCanonicalBytes(document);
  }

  /**
   * {@return {@code sha256:} and the hexadecimal SHA-256 of the canonical bytes}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException when the schema refuses the document
   */
  public static String digest(OciObject document) {
    return DocumentWriter.CHECKED.digest(document);
  }

  /**
   * {@return the same writers without validation, for documents that the schema refuses but a
   * runtime accepts}
   */
  public static DocumentWriter unchecked() {
    return DocumentWriter.UNCHECKED;
  }

  /**
   * {@return the same writers for documents that have to keep more than the schema} The schema
   * alone is asked about parts of documents.
   *
   * <pre>{@code
   * DocumentWriter strict = Json.checkedBy(Validator.standard()::validate);
   * byte[] json = strict.toBytes(spec);
   * }</pre>
   *
   * @param judge gives a report on a document; one that is not valid is what the writers throw,
   *     with all of its findings, as an {@link InvalidDocumentException}
   */
  public static DocumentWriter checkedBy(Function<? super OciDocument, Report> judge) {
    return DocumentWriter.checkedBy(Objects.requireNonNull(judge, "judge"));
  }
}
