package dev.ocispec.json;

import dev.ocispec.json.internal.AtomicFile;
import dev.ocispec.json.internal.CanonicalText;
import dev.ocispec.json.internal.PrettyLayout;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.report.Report;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.internal.EmissionCheck;
import dev.ocispec.spec.internal.GeneratorVisitor;
import dev.ocispec.spec.internal.LoneSurrogates;
import dev.ocispec.spec.internal.TextRules;
import dev.ocispec.spec.internal.Walkable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

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
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

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
    return render(document, null);
  }

  /**
   * {@return compact JSON, without final newline}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException from a checking writer, when the schema refuses the document
   */
  public String toString(OciObject document) {
    return new String(toBytes(document), StandardCharsets.UTF_8);
  }

  /**
   * {@return indented JSON: two spaces for each level, a final newline}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException from a checking writer, when the schema refuses the document
   */
  public String toPrettyString(OciObject document) {
    return new String(render(document, new PrettyLayout()), StandardCharsets.UTF_8) + "\n";
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
    AtomicFile.write(file, toPrettyString(document).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * {@return the canonical form: members ordered by name, no white space, strings escaped as in RFC
   * 8785, whole numbers with all their digits} Equal documents have equal bytes.
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException from a checking writer, when the schema refuses the document
   */
  public byte[] toCanonicalBytes(OciObject document) {
    check.accept(document);
    CanonicalText text = new CanonicalText();
    Walkable.of(document).accept(text);
    if (TextRules.hasLoneSurrogate(text.toString())) {
      throw LoneSurrogates.in(Walkable.of(document)::accept);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * {@return {@code sha256:} and the hexadecimal SHA-256 of the canonical bytes}
   *
   * @param document the document, or a part of one
   * @throws InvalidDocumentException from a checking writer, when the schema refuses the document
   */
  public String digest(OciObject document) {
    return sha256(toCanonicalBytes(document));
  }

  static String sha256(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private byte[] render(OciObject document, @Nullable PrettyPrinter layout) {
    check.accept(document);
    ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
    ObjectWriteContext context =
        layout == null ? ObjectWriteContext.empty() : new LayoutContext(layout);
    try (JsonGenerator generator = FACTORY.createGenerator(context, out)) {
      GeneratorVisitor.write(Walkable.of(document)::accept, generator);
    }
    return out.toByteArray();
  }

  /** Gives a generator its layout. */
  private static final class LayoutContext extends ObjectWriteContext.Base {
    private final PrettyPrinter layout;

    LayoutContext(PrettyPrinter layout) {
      this.layout = layout;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return layout;
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
