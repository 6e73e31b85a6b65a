import Scenes
import Testing

struct RotationTests {
    /// The picture: 5 wide, 3 tall.
    private static let (width, height) = (5.0, 3.0)
    /// Where the picture's upper left corner and its right neighbour come to lie.
    private static let corners: [(Rotation, PanelPoint, PanelPoint)] = [
        (.none, PanelPoint(x: 0, y: 0), PanelPoint(x: 1, y: 0)),
        (.quarter, PanelPoint(x: 3, y: 0), PanelPoint(x: 3, y: 1)),
        (.half, PanelPoint(x: 5, y: 3), PanelPoint(x: 4, y: 3)),
        (.threeQuarters, PanelPoint(x: 0, y: 5), PanelPoint(x: 0, y: 4)),
    ]

    @Test(arguments: corners)
    func turnsThePictureClockwise(rotation: Rotation, corner: PanelPoint, right: PanelPoint) {
        func place(_ x: Double) -> PanelPoint {
            rotation.panelPoint(of: PanelPoint(x: x, y: 0), width: Self.width, height: Self.height)
        }
        #expect(place(0) == corner)
        #expect(place(1) == right)
    }

    @Test(arguments: Rotation.allCases)
    func findsEveryPointOfThePictureAgain(rotation: Rotation) {
        for x in stride(from: 0, through: Self.width, by: 0.5) {
            for y in stride(from: 0, through: Self.height, by: 0.5) {
                let point = PanelPoint(x: x, y: y)
                let place = rotation.panelPoint(of: point, width: Self.width, height: Self.height)
                #expect(
                    rotation.picturePoint(of: place, width: Self.width, height: Self.height) == point)
            }
        }
    }

    @Test(arguments: Rotation.allCases)
    func turnsARectangleIntoOneOfTheSameArea(rotation: Rotation) {
        let rect = Rect(x: 1, y: 0, width: 3, height: 1)
        let place = rotation.panelRect(of: rect, width: Self.width, height: Self.height)
        #expect(place.width == (rotation.swapsSides ? 1 : 3))
        #expect(place.height == (rotation.swapsSides ? 3 : 1))
        #expect(rotation.pictureRect(of: place, width: Self.width, height: Self.height) == rect)
    }

    @Test func aPanelThatHangsUprightIsAsTallAsItWasWide() {
        let panel = Panel(
            widthPixels: 1280, heightPixels: 800, width: Millimetres(217), height: Millimetres(136),
            distance: Millimetres(500))
        #expect(panel.turned(by: .half) == panel)
        let upright = panel.turned(by: .quarter)
        #expect((upright.widthPixels, upright.heightPixels) == (800, 1280))
        #expect((upright.width, upright.height) == (Millimetres(136), Millimetres(217)))
        #expect(upright.turned(by: .threeQuarters) == panel)
    }
}
