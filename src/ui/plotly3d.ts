// The 3-D traces, a chunk of their own: loaded when 3-D is first chosen.
import * as Plotly from 'plotly.js/lib/core'
import * as scatter3d from 'plotly.js/lib/scatter3d'
import * as surface from 'plotly.js/lib/surface'

Plotly.register([surface, scatter3d])
