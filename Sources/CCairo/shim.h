#include <cairo.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

// GObject's casts are macros. The font map of pangocairo on Linux is always
// fontconfig's.
static inline void shim_set_fontconfig(PangoFontMap *map, void *config)
{
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), (FcConfig *)config);
}
