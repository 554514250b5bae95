package dev.ocispec.image;

import dev.ocispec.report.internal.ForeignText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A layout has no image of that name or digest, none for that platform, or several that fit. */
public final class ImageNotFoundException extends ImageException {
  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 20;
  private static final int LONGEST = 200;

  /** What the layout has. */
  private final List<String> available;

  private ImageNotFoundException(String message, List<String> available) {
    super(message);
    this.available = available;
  }

  static ImageNotFoundException of(Path layout, String wanted, List<String> available) {
    return told(
        layout,
        "there is no image " + ForeignText.withoutMiddle(wanted, LONGEST) + "; there are ",
        available);
  }

  static ImageNotFoundException among(Path layout, List<String> available) {
    return told(
        layout,
        "expected the name or digest of one of the images, found none; there are ",
        available);
  }

  static ImageNotFoundException ambiguous(Path layout, String wanted, List<String> available) {
    return told(
        layout,
        "several images are called " + ForeignText.withoutMiddle(wanted, LONGEST) + ": ",
        available);
  }

  private static ImageNotFoundException told(Path layout, String what, List<String> available) {
    List<String> all = available.stream().distinct().toList();
    String shown =
        all.stream()
            .limit(MOST_SHOWN)
            .map(name -> ForeignText.withoutMiddle(name, LONGEST))
            .collect(Collectors.joining(", "));
    String rest = all.size() > MOST_SHOWN ? " and " + (all.size() - MOST_SHOWN) + " more" : "";
    return new ImageNotFoundException(
        ForeignText.oneLine(layout.toString())
            + ": "
            + what
            + (all.isEmpty() ? "none" : shown + rest),
        all);
  }

  /**
   * {@return what there is in the place of what was wanted, each once: names, digests of images
   * without names, or platforms}
   */
  public List<String> available() {
    return available;
  }
}
