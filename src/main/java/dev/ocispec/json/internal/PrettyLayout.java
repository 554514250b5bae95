package dev.ocispec.json.internal;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * Two spaces a level, every member and element on a line of its own, empty objects and lists closed
 * up.
 */
public final class PrettyLayout extends DefaultPrettyPrinter {
  private static final long serialVersionUID = 1L;
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  public PrettyLayout() {
    super(
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator(""));
    indentObjectsWith(INDENTER);
    indentArraysWith(INDENTER);
  }

  @Override
  public DefaultPrettyPrinter createInstance() {
    return new PrettyLayout();
  }
}
