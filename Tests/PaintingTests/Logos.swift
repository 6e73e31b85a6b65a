import KioskCore
import Painting
import Scenes
import Surveys

/// Logos to draw: files that the painter itself made.
extension Gallery {
    /// Stripes of two colours, `width` × `height` pixels.
    func logo(_ width: Int, _ height: Int, _ color: UInt32 = 0x7A1FA2) -> PNG {
        let stripe = Rect(x: 0, y: 0, width: Double(width) / 2, height: Double(height))
        let drawing = Scene(
            widthPixels: width, heightPixels: height, background: Color(0x00897B),
            elements: [.box(Box(stripe, fill: Color(color)))])
        return PNG(
            name: "logo.png", bytes: painter.png(of: drawing), digest: "\(width)×\(height) \(color)",
            width: width, height: height)
    }

    static let offer = Offer(
        questions: 9, minutes: 2, unit: "Keskustan hyvinvointiasema", offersPrivacy: true)

    func greeting(_ language: Language = .finnish, isLarge: Bool = false) -> ScreenModel {
        ScreenModel(
            screen: .attract(languages: Self.languages, offer: Self.offer), language: language,
            profile: Profile(isLarge: isLarge))
    }
}

extension Theme {
    func with(_ logo: PNG?) -> Theme {
        var theme = self
        theme.logo = logo
        return theme
    }
}

extension Scene {
    var pictures: [PlacedPicture] {
        elements.compactMap { if case .picture(let picture) = $0 { picture } else { nil } }
    }
}
