package dev.ocispec.json;

import dev.ocispec.json.internal.AtomicFile;
import dev.ocispec.json.internal.TextForm;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.report.Report;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.internal.EmissionCheck;
import dev.ocispec.spec.internal.Walkable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes documents, and parts of them, as JSON.
 *
 * <p>None writes text that UTF-8 cannot express: all throw {@link InvalidDocumentException} on a
 * lone surrogate in a string or name.
 *
 * <p>The one behind {@link Json} refuses documents that violate the schema, the one from {@link
 * Json#unchecked()} validates nothing, and those of {@link Json#checkedBy} also consult a
 * validator. All are immutable and can be shared between threads.
 */
public final class DocumentWriter {
  static final DocumentWriter CHECKED = new DocumentWriter(EmissionCheck::require);
  static final DocumentWriter UNCHECKED = new DocumentWriter(document -> {});

  private final Consumer<OciObject> check;

  private DocumentWriter(Consumer<OciObject> check) {
    this.check = check;
  }

  /** One that asks {@code judge} about whole documents before it asks the schema. */
  static DocumentWriter checkedBy(Function<? super OciDocument, Report> judge) {
    return new DocumentWriter(
        object -> {
          if (object instanceof OciDocument document) {
            Report report = judge.apply(document);
            if (!report.isValid()) {
              throw new InvalidDocumentException(report);
            }
          }
          EmissionCheck.require(object);
        });
  }

  /**
   * {@return compact UTF-8 JSON, without final newline}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException from a checking writer, when the schema refuses the document
   */
  public byte[] toBytes(OciObject document) {
    return write(document, TextForm.COMPACT, Arrays::copyOf);
  }

  /**
   * {@return compact JSON, without final newline}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException from a checking writer, when the schema refuses the document
   */
  public String toString(OciObject document) {
    return write(document, TextForm.COMPACT, DocumentWriter::text);
  }

  /**
   * {@return indented JSON: two spaces for each level, a final newline}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException from a checking writer, when the schema refuses the document
   */
  public String toPrettyString(OciObject document) {
    return write(document, TextForm.PRETTY, DocumentWriter::text);
  }

  /**
   * Writes the pretty form to a file: to a temporary name in the same folder, synced, then moved to
   * its place. A symbolic link is followed: it stays, and the file that it leads to is written.
   *
   * @param document the document
   * @param file the file
   * @throws InvalidDocumentException from a checking writer, when the schema refuses the document
   * @throws DocumentAccessException when the file can't be written, or is a symbolic link that
   *     leads to no file; the previous content is unchanged
   */
  public void write(OciObject document, Path file) {
    AtomicFile.write(file, write(document, TextForm.PRETTY, Arrays::copyOf));
  }

  /**
   * {@return the canonical form: members ordered by name, no white space, strings escaped as in RFC
   * 8785, whole numbers with all their digits} Equal documents have equal bytes.
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException from a checking writer, when the schema refuses the document
   */
  public byte[] toCanonicalBytes(OciObject document) {
    return write(document, TextForm.CANONICAL, Arrays::copyOf);
  }

  /**
   * {@return {@code sha256:} and the hexadecimal SHA-256 of the canonical bytes}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException from a checking writer, when the schema refuses the document
   */
  public String digest(OciObject document) {
    return write(document, TextForm.CANONICAL, DocumentWriter::sha256);
  }

  private static String sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private <T> T write(OciObject document, TextForm form, TextForm.Use<T> use) {
    check.accept(document);
    return form.write(Walkable.of(document), use);
  }
}
