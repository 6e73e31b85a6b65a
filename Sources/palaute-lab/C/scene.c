// The same picture by C and Cairo: what Palaute's drawing is measured against.
//
//   scene FONTS DUMP PICTURE REPEATS X Y WIDTH HEIGHT
//
// Reads the dumped scene, paints it, writes its pixels into PICTURE, then paints
// it whole and inside the one rectangle, REPEATS times each. Prints nanoseconds:
// "first N" from main() on, at CLOCK_MONOTONIC "at N", and a line "whole N" or
// "part N" for each repaint. Layouts are made once, as a kiosk keeps them.
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum kind { BOX, TEXT, PATH };
struct color { double red, green, blue; };
struct step { char verb; double at[6]; };
struct element {
    enum kind kind;
    double bounds[4];
    struct color fill, edge;
    double rect[4], inner[4], radius, edge_width, foot;  // BOX
    double x, baseline;                                  // TEXT
    PangoLayout *layout;
    double pen;                                          // PATH
    int steps;
    struct step *step;
};

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int width, height, count;
static struct color background;
static struct element *elements;
static PangoContext *context;
static PangoAttrList *attributes;

static void load_fonts(const char *folder)
{
    static const char *files[] = { "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf",
                                   "InterDisplay-SemiBold.otf", "InterDisplay-Bold.otf" };
    FcConfig *config = FcConfigCreate();
    for (int i = 0; i < 5; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        if (!FcConfigAppFontAddFile(config, (const FcChar8 *)path)) { fprintf(stderr, "%s: no font\n", path); exit(1); }
    }
    FcConfigSetCurrent(config);
    FcConfigDestroy(config);
    context = pango_font_map_create_context(pango_cairo_font_map_new());
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("fi"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_font_features_new("cv05=1, calt=0"));
}

static struct color hex(const char *text)
{
    unsigned value = (unsigned)strtoul(text + 1, NULL, 16);
    return (struct color){ (value >> 16 & 255) / 255.0, (value >> 8 & 255) / 255.0, (value & 255) / 255.0 };
}

static char *cursor;
static char *word(void) { return strtok_r(NULL, " ", &cursor); }
static double number(void) { return strtod(word(), NULL); }
static void numbers(double *into, int n) { while (n--) *into++ = number(); }

static void read_text(struct element *e)
{
    e->x = number();
    e->baseline = number();
    const char *family = strcmp(word(), "display") ? "Inter" : "Inter Display";
    int weight = (int)number();
    double size = number();
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, family);
    pango_font_description_set_weight(font, weight);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    e->layout = pango_layout_new(context);
    pango_layout_set_font_description(e->layout, font);
    pango_font_description_free(font);
    pango_layout_set_attributes(e->layout, attributes);
    pango_layout_set_single_paragraph_mode(e->layout, TRUE);
    pango_layout_set_text(e->layout, cursor, -1);
}

static void read_path(struct element *e)
{
    e->pen = number();
    e->steps = (int)number();
    e->step = calloc(e->steps, sizeof *e->step);
    for (int i = 0; i < e->steps; i++) {
        e->step[i].verb = *word();
        numbers(e->step[i].at, e->step[i].verb == 'c' ? 6 : e->step[i].verb == 'z' ? 0 : 2);
    }
}

static void read_dump(const char *path)
{
    char *line = NULL;
    size_t size = 0;
    FILE *file = fopen(path, "r");
    if (!file) { perror(path); exit(1); }
    for (ssize_t length; (length = getline(&line, &size, file)) > 0;) {
        if (line[length - 1] == '\n') line[length - 1] = 0;
        char *kind = strtok_r(line, " ", &cursor);
        if (!strcmp(kind, "scene")) {
            width = (int)number();
            height = (int)number();
            background = hex(word());
            continue;
        }
        elements = realloc(elements, (count + 1) * sizeof *elements);
        struct element *e = &elements[count++];
        memset(e, 0, sizeof *e);
        numbers(e->bounds, 4);
        e->fill = hex(word());
        switch (*kind) {
        case 'b':
            e->kind = BOX;
            e->edge = hex(word());
            numbers(e->rect, 4);
            numbers(e->inner, 4);
            e->radius = number();
            e->edge_width = number();
            e->foot = number();
            break;
        case 't': e->kind = TEXT; read_text(e); break;
        case 'p': e->kind = PATH; read_path(e); break;
        }
    }
    free(line);
    fclose(file);
}

static void use(cairo_t *pen, struct color color) { cairo_set_source_rgb(pen, color.red, color.green, color.blue); }

static void rounded(cairo_t *pen, const double *r, double radius)
{
    if (radius <= 0) { cairo_rectangle(pen, r[0], r[1], r[2], r[3]); return; }
    double corner = fmin(radius, fmin(r[2] / 2, r[3] / 2)), right = r[0] + r[2], bottom = r[1] + r[3];
    cairo_new_sub_path(pen);
    cairo_arc(pen, right - corner, r[1] + corner, corner, -M_PI / 2, 0);
    cairo_arc(pen, right - corner, bottom - corner, corner, 0, M_PI / 2);
    cairo_arc(pen, r[0] + corner, bottom - corner, corner, M_PI / 2, M_PI);
    cairo_arc(pen, r[0] + corner, r[1] + corner, corner, M_PI, 3 * M_PI / 2);
    cairo_close_path(pen);
}

static void paint_element(cairo_t *pen, const struct element *e)
{
    if (e->kind == BOX) {
        if (e->edge_width > 0 || e->foot > 0) {
            use(pen, e->edge);
            rounded(pen, e->rect, e->radius);
            cairo_fill(pen);
        }
        use(pen, e->fill);
        rounded(pen, e->inner, fmax(0, e->radius - e->edge_width));
        cairo_fill(pen);
    } else if (e->kind == TEXT) {
        use(pen, e->fill);
        cairo_move_to(pen, e->x, e->baseline - pango_layout_get_baseline(e->layout) / (double)PANGO_SCALE);
        pango_cairo_show_layout(pen, e->layout);
    } else {
        for (const struct step *s = e->step; s < e->step + e->steps; s++) {
            const double *at = s->at;
            if (s->verb == 'm') cairo_move_to(pen, at[0], at[1]);
            else if (s->verb == 'l') cairo_line_to(pen, at[0], at[1]);
            else if (s->verb == 'c') cairo_curve_to(pen, at[0], at[1], at[2], at[3], at[4], at[5]);
            else cairo_close_path(pen);
        }
        use(pen, e->fill);
        if (e->pen < 0) { cairo_fill(pen); return; }
        cairo_set_line_width(pen, e->pen);
        cairo_set_line_cap(pen, CAIRO_LINE_CAP_ROUND);
        cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(pen);
    }
}

static void paint(unsigned char *pixels, const double *clip)
{
    cairo_surface_t *surface = cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_RGB24, width, height, width * 4);
    cairo_t *pen = cairo_create(surface);
    cairo_rectangle(pen, clip[0], clip[1], clip[2], clip[3]);
    cairo_clip(pen);
    use(pen, background);
    cairo_rectangle(pen, 0, 0, width, height);
    cairo_fill(pen);
    for (int i = 0; i < count; i++) {
        const double *b = elements[i].bounds;
        if (fmax(b[0], clip[0]) < fmin(b[0] + b[2], clip[0] + clip[2])
            && fmax(b[1], clip[1]) < fmin(b[1] + b[3], clip[1] + clip[3]))
            paint_element(pen, &elements[i]);
    }
    cairo_surface_flush(surface);
    cairo_destroy(pen);
    cairo_surface_destroy(surface);
}

int main(int argc, char **argv)
{
    int64_t begun = now();
    if (argc != 9) { fprintf(stderr, "usage: scene FONTS DUMP PICTURE REPEATS X Y WIDTH HEIGHT\n"); return 2; }
    load_fonts(argv[1]);
    read_dump(argv[2]);
    unsigned char *pixels = aligned_alloc(64, (size_t)width * height * 4);
    double whole[4] = { 0, 0, width, height }, part[4];
    for (int i = 0; i < 4; i++) part[i] = strtod(argv[5 + i], NULL);
    paint(pixels, whole);
    int64_t painted = now();
    printf("first %lld\nat %lld\n", (long long)(painted - begun), (long long)painted);
    FILE *picture = fopen(argv[3], "w");
    if (!picture || fwrite(pixels, 4, (size_t)width * height, picture) != (size_t)width * height) { perror(argv[3]); return 1; }
    fclose(picture);
    for (int i = atoi(argv[4]); i-- > 0;) {
        int64_t start = now();
        paint(pixels, whole);
        int64_t between = now();
        paint(pixels, part);
        printf("whole %lld\npart %lld\n", (long long)(between - start), (long long)(now() - between));
    }
    return 0;
}
