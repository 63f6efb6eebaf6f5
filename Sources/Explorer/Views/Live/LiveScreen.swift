import CellCanvas
import Labeling

/// The screen of live sound.
struct LiveScreen {
  let state: AppState
  let session: LiveSession

  func draw(on screen: inout Screen) {
    let layout = LiveLayout(
      size: state.size, style: session.style, hasModel: state.model.card != nil)
    LivePlaceBar(session: session).draw(on: &screen, in: layout.place)
    if let history = session.history {
      LivePane(state: state, session: session, history: history).draw(on: &screen, layout)
    } else if let end = session.end {
      Explanation(end).draw(on: &screen, in: layout.picture)
    } else {
      Explanation(
        sign: "·", .dim, what: "Waiting for sound from \(session.title).", rest: []
      ).draw(on: &screen, in: layout.picture)
    }
    LiveMeterView(meter: session.meter, trigger: session.trigger, isMono: state.colorMode == .mono)
      .draw(on: &screen, in: layout.meter)
    LabelPane(state: state).drawKeys(
      LabelLegend(state.library.labels), on: &screen, layout.legend)
    if let card = state.model.card {
      LiveModelRow(session: session, card: card, isMono: state.colorMode == .mono)
        .draw(on: &screen, in: layout.model)
    }
    LiveFacts(session: session).draw(on: &screen, layout)
    LiveStatusBar(state: state, session: session).draw(on: &screen, in: layout.status)
  }
}
