package dev.ocispec.rule.internal;

import dev.ocispec.rule.internal.TreeNode.Kind;
import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a document's tree while the document is shown. */
public final class TreeBuilder implements DocumentVisitor {
  // The digits that are worth a number; nothing in a document that rules ask for is longer.
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,400}");

  private final ObjectSchema schema;
  private final LongSupplier marks;
  private @Nullable TreeNode root;
  private @Nullable TreeNode open;
  private String name = "";
  private boolean complete;

  /** A builder for a document of {@code schema}; {@code marks} tells where each value begins. */
  public TreeBuilder(ObjectSchema schema, LongSupplier marks) {
    this.schema = schema;
    this.marks = marks;
  }

  /** The tree; empty unless the whole document was shown and it is an object. */
  public Optional<TreeNode> result() {
    return complete && root != null && root.isPresent() ? Optional.of(root) : Optional.empty();
  }

  private TreeNode put(Kind kind, Object value) {
    TreeNode node = new TreeNode(open, name, kind, type(), value, marks.getAsLong());
    if (open != null) {
      open.add(node);
    } else if (root == null) {
      root = node;
      complete = kind != Kind.OBJECT && kind != Kind.LIST;
    }
    name = "";
    return node;
  }

  private @Nullable SchemaType type() {
    if (open == null) {
      return schema;
    }
    SchemaType around = open.schema();
    if (around instanceof ListSchema list) {
      return list.items();
    }
    return around instanceof ObjectSchema object ? object.typeOrNull(name) : null;
  }

  private void close() {
    if (open != null) {
      open = open.parent();
      complete = open == null;
    }
  }

  @Override
  public void startObject() {
    open = put(Kind.OBJECT, "");
  }

  @Override
  public void endObject() {
    close();
  }

  @Override
  public void startArray() {
    open = put(Kind.LIST, "");
  }

  @Override
  public void endArray() {
    close();
  }

  @Override
  public void name(String member) {
    name = member;
  }

  @Override
  public void text(String value) {
    put(Kind.TEXT, value);
  }

  @Override
  public void integer(long value) {
    put(Kind.INTEGER, value);
  }

  @Override
  public void unsigned(long bits) {
    put(Kind.INTEGER, bits < 0 ? new BigInteger(Long.toUnsignedString(bits)) : (Object) bits);
  }

  @Override
  public void number(String literal) {
    if (WHOLE.matcher(literal).matches()) {
      BigInteger whole = new BigInteger(literal); // A zero with a sign comes here, too.
      put(Kind.INTEGER, whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole);
    } else {
      put(Kind.NUMBER, literal);
    }
  }

  @Override
  public void bool(boolean value) {
    put(Kind.BOOLEAN, value);
  }

  @Override
  public void nil() {
    put(Kind.NULL, "");
  }
}
