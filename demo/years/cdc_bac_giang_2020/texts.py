"""What the cells talked about, by cell and month: all made up, and true to the year's calendar."""

# What each cell worked at from January to December, as one says it after “tập trung …”.
WORK = [
    [
        "hoàn thiện phương án trực Tết và phân công trực phòng, chống dịch",
        "bố trí nhân lực cho các đội phản ứng nhanh",
        "chuẩn bị văn kiện, nhân sự đại hội chi bộ",
        "bảo đảm hậu cần cho người trực cách ly tập trung",
        "rà soát vị trí việc làm của các khoa, phòng",
        "phục vụ đại hội đảng bộ Trung tâm",
        "kiểm tra nội bộ công tác văn thư, lưu trữ",
        "xây dựng lịch trực tăng cường khi dịch trở lại",
        "rà soát hồ sơ viên chức trên phần mềm",
        "hoàn thiện quy chế làm việc sau đại hội",
        "chuẩn bị đánh giá, xếp loại viên chức cuối năm",
        "tổng hợp thi đua, khen thưởng năm 2020",
    ],
    [
        "lập dự toán kinh phí phòng, chống dịch",
        "mua sắm gấp trang phục phòng hộ đúng quy định",
        "quyết toán năm 2019 và công khai tài chính",
        "tiếp nhận, phân bổ hàng tài trợ",
        "theo dõi định mức điện, nước, xăng xe",
        "kiểm kê tài sản sáu tháng đầu năm",
        "báo cáo sơ kết thực hiện kế hoạch sáu tháng",
        "điều chỉnh kế hoạch hoạt động theo tình hình dịch",
        "xây dựng dự toán năm 2021",
        "rà soát hợp đồng dịch vụ y tế dự phòng",
        "đôn đốc giải ngân các chương trình y tế",
        "khóa sổ kế toán, kiểm kê cuối năm",
    ],
    [
        "giám sát người trở về từ vùng có dịch",
        "điều tra, truy vết người tiếp xúc gần",
        "tập huấn giám sát dịch tễ cho y tế cơ sở",
        "giám sát các khu cách ly tập trung",
        "đáp ứng các ổ dịch theo mùa: tay chân miệng, thủy đậu",
        "giám sát sốt xuất huyết tại các huyện",
        "rà soát đối tượng tiêm chủng mở rộng",
        "khởi động lại các đội truy vết khi dịch trở lại",
        "giám sát bạch hầu, rà soát tiêm chủng bù",
        "phòng, chống cúm mùa và dại",
        "diễn tập đáp ứng tình huống dịch tại bệnh viện",
        "giám sát người nhập cảnh dịp cuối năm",
    ],
    [
        "kiểm tra vệ sinh an toàn bếp ăn tập thể dịp Tết",
        "hướng dẫn khử khuẩn trường học, công sở",
        "lấy mẫu nước các nhà máy cấp nước",
        "hướng dẫn vệ sinh môi trường khu cách ly",
        "triển khai ngày vi chất dinh dưỡng",
        "giám sát môi trường lao động tại khu công nghiệp",
        "khám bệnh nghề nghiệp theo hợp đồng",
        "hướng dẫn phòng dịch trong nhà máy",
        "tập huấn dinh dưỡng học đường đầu năm học",
        "tuyên truyền rửa tay bằng xà phòng",
        "giám sát chất lượng nước nông thôn",
        "tổng kết chương trình dinh dưỡng trong năm",
    ],
    [
        "chuẩn bị sinh phẩm, vật tư xét nghiệm",
        "hoàn thiện phòng xét nghiệm sinh học phân tử",
        "làm thủ tục công nhận phòng xét nghiệm khẳng định",
        "tổ chức xét nghiệm ba ca, bốn kíp",
        "nội kiểm, ngoại kiểm các xét nghiệm thường quy",
        "hiệu chuẩn thiết bị định kỳ",
        "rà soát quy trình an toàn sinh học",
        "nâng công suất xét nghiệm khi dịch trở lại",
        "gộp mẫu và trả kết quả đúng hạn",
        "đánh giá nội bộ theo tiêu chuẩn ISO 15189",
        "hỗ trợ kỹ thuật cho tuyến huyện",
        "kiểm kê sinh phẩm, lập kế hoạch năm 2021",
    ],
    [
        "duy trì khám sức khỏe và phân luồng người bệnh",
        "lập buồng khám sàng lọc riêng",
        "điều trị Methadone an toàn trong mùa dịch",
        "cấp thuốc nhiều ngày cho người bệnh mạn tính",
        "tiêm chủng dịch vụ an toàn trở lại",
        "khám sức khỏe định kỳ cho doanh nghiệp",
        "tư vấn, xét nghiệm HIV tự nguyện",
        "sàng lọc người có sốt, ho, khó thở",
        "đưa hồ sơ sức khỏe điện tử vào sử dụng",
        "khảo sát sự hài lòng của người bệnh",
        "truyền thông phòng, chống HIV/AIDS",
        "rà soát thủ tục khám, rút ngắn thời gian chờ",
    ],
]
# What was learnt together each month.
NEWS = [
    "Kỷ niệm 90 năm Ngày thành lập Đảng Cộng sản Việt Nam (3/2/1930 - 3/2/2020)",
    "Chỉ đạo của Trung ương và của tỉnh về phòng, chống dịch COVID-19",
    "Hướng dẫn đại hội chi bộ, đại hội đảng bộ cơ sở",
    "Quy định giãn cách xã hội; kỷ niệm 45 năm Ngày giải phóng miền Nam (30/4)",
    "Kỷ niệm 130 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2020)",
    "Kết quả đại hội các chi bộ; chương trình đại hội đảng bộ Trung tâm",
    "Nghị quyết đại hội đảng bộ Trung tâm nhiệm kỳ 2020-2025",
    "Kỷ niệm 75 năm Cách mạng tháng Tám và Quốc khánh 2/9",
    "Dự thảo các văn kiện trình Đại hội XIII của Đảng",
    "Kết quả đại hội đảng bộ cấp trên",
    "Hướng dẫn kiểm điểm, đánh giá, xếp loại cuối năm 2020",
    "Tình hình trong nước; nhiệm vụ chuẩn bị chào mừng Đại hội XIII của Đảng",
]
# One more item a month, in turn: (about, title, what went on, what was concluded).
EXTRAS = [
    (
        "ho_chi_minh",
        "Học tập và làm theo Bác: kể chuyện và liên hệ",
        "Một đảng viên kể chuyện về đức tính cần kiệm của Bác Hồ; các đồng chí liên hệ bản thân.",
        "Mỗi đảng viên ghi một việc làm theo vào phần mềm tay, báo cáo chi bộ cuối quý.",
    ),
    (
        "press",
        "Đọc báo, tạp chí của Đảng",
        "Đọc bài về xây dựng chi bộ trong đơn vị sự nghiệp; trao đổi điều có thể áp dụng.",
        "Chi ủy chọn bài cho tháng sau, gửi trước cho đảng viên.",
    ),
    (
        "mass_work",
        "Mô hình “Dân vận khéo”",
        "Báo cáo tiến độ mô hình đã đăng ký với đảng ủy; nêu khó khăn về thời gian trực.",
        "Tiếp tục mô hình; tổ công đoàn cùng thực hiện.",
    ),
    (
        "inspection",
        "Kiểm tra, giám sát đảng viên thực hiện nhiệm vụ được giao",
        "Chi ủy báo cáo kết quả giám sát hai đảng viên theo kế hoạch năm.",
        "Đảng viên được giám sát bổ sung sổ theo dõi nhiệm vụ; không có việc phải kiểm tra thêm.",
    ),
]
# Opinions, by what the item is about.
ON_PERSON = [
    "Tôi được giao giúp đỡ, nhận xét đồng chí tận tụy, chịu khó học hỏi; cần mạnh dạn phát biểu hơn.",
    "Công đoàn bộ phận nhất trí giới thiệu; không có ý kiến khác.",
    "Hồ sơ đủ; đề nghị bổ sung nhận xét của nơi cư trú trước khi gửi đảng ủy.",
]
ON_NEWS = [
    "Đảng viên cần đọc kỹ văn bản trước buổi sinh hoạt; đề nghị gửi tài liệu sớm hơn một ngày.",
    "Người thân, láng giềng hỏi nhiều về dịch. Đảng viên phải nói theo nguồn chính thức.",
    "Trên mạng có tin chưa kiểm chứng; đề nghị mỗi đảng viên không chia sẻ khi chưa rõ nguồn.",
    "Tư tưởng chung ổn định; vài đồng chí mệt vì trực dài ngày, mong được đổi ca.",
    "Nên dành mười phút đầu giờ để một đảng viên trẻ tóm tắt văn bản mới.",
    "Quần chúng trong khoa quan tâm chế độ trực, đề nghị chi bộ giải thích rõ.",
]
ON_REVIEW = [
    "Việc {last} cơ bản đúng tiến độ; còn chậm ở khâu tổng hợp báo cáo.",
    "Phối hợp giữa các khoa khi {last} đã tốt hơn tháng trước, song thông tin còn qua lời nói.",
    "Nhân lực mỏng nên khi {last} một số buổi thiếu người; đề nghị phân công dự phòng.",
    "Tôi nhận khuyết điểm gửi báo cáo muộn hai ngày, sẽ khắc phục ngay trong tháng.",
    "Kết quả {last} đạt yêu cầu; cần ghi rõ ai làm, ngày nào xong để dễ kiểm tra.",
    "Chưa đồng tình với nhận định “hoàn thành tốt”: việc {last} còn hai đầu mục chưa xong.",
    "Đề nghị biểu dương các đồng chí nhận thêm ca trực để đồng nghiệp nghỉ ốm.",
]
ON_PLAN = [
    "Để {this} cần chốt danh sách phân công ngay trong tuần đầu.",
    "Đề nghị giao một đồng chí làm đầu mối khi {this}, báo cáo bí thư mỗi thứ Sáu.",
    "Mốc cuối tháng để {this} là gấp; nên chia làm hai đợt.",
    "Việc {this} nên mời Đoàn Thanh niên cùng làm.",
    "Cần trao đổi với lãnh đạo Trung tâm về phương tiện trước khi {this}.",
    "Nhất trí với dự kiến; xin bổ sung việc kiểm tra chéo giữa các tổ.",
]
ON_TOPIC = [
    "Chuyên đề sát việc của khoa. Phần giải pháp nên nêu rõ người chịu trách nhiệm.",
    "Liên hệ bản thân: tôi còn ngại góp ý với cấp trên, sẽ sửa.",
    "Nên chọn hai việc làm ngay trong quý, không dàn trải.",
    "Đề nghị bổ sung số liệu của chính đơn vị vào phần thực trạng.",
    "Ví dụ trong báo cáo rất gần gũi; nên lưu lại cho đảng viên mới đọc.",
    "Giải pháp về ứng dụng công nghệ cần có người hướng dẫn cụ thể.",
    "Phần nguyên nhân chưa nói đến việc phân công chồng chéo.",
    "Tôi cam kết làm trước nội dung thứ hai và báo cáo chi bộ tháng sau.",
]
ON_CRITICISM = [
    "Tự phê bình: có hai buổi giao ban tôi đến muộn.",
    "Góp ý với tổ trực: bàn giao ca cần ghi sổ, không nhắn tin.",
    "Đồng chí phụ trách cần trả lời ý kiến của quần chúng sớm hơn.",
    "Tự nhận còn ít tham gia phát biểu, sẽ chuẩn bị ý kiến trước.",
]
# Tasks, with {this} for the month's work.
TASKS = [
    "Làm đầu mối {this}; báo cáo chi bộ tại kỳ sinh hoạt sau",
    "Tổng hợp khó khăn khi {this}, đề xuất cách tháo gỡ",
    "Lập danh sách phân công {this}, gửi chi ủy",
    "Kiểm tra tiến độ {this} vào giữa tháng",
]
FOR_UNITS = [
    "Rà soát, bổ sung hồ sơ đảng viên còn thiếu giấy tờ",
    "Thu, nộp đảng phí quý và đối chiếu với kế toán đảng ủy",
    "Lấy ý kiến quần chúng về thái độ phục vụ, báo cáo chi ủy",
]
RESULTS = [
    "Đã hoàn thành, báo cáo bằng văn bản gửi chi ủy.",
    "Đã hoàn thành đúng hạn; đề nghị tiếp tục theo dõi trong tháng sau.",
    "Đã làm xong phần việc chính; số liệu đã bàn giao cho văn phòng.",
]
LATE = [
    "Chậm do tham gia đội truy vết; xin lùi đến kỳ sinh hoạt sau.",
    "Mới xong một nửa vì chờ số liệu của tuyến huyện.",
    "Chưa làm được do phải trực cách ly; sẽ làm ngay khi hết ca.",
]
# Petitions: (cell, month, what was asked, month and day taken up, month and day answered, the answer).
PETITIONS = [
    (
        3,
        2,
        "Đề nghị Đảng ủy bố trí xe riêng cho đội truy vết ngoài giờ hành chính.",
        (2, 28),
        (3, 6),
        "Đã thống nhất với lãnh đạo Trung tâm bố trí 01 xe trực 24/24 giờ trong thời gian có dịch.",
    ),
    (
        5,
        4,
        "Đề nghị có chế độ nghỉ bù cho đảng viên trực xét nghiệm ban đêm.",
        (4, 28),
        (5, 12),
        "Phòng Tổ chức - Hành chính đã ban hành lịch nghỉ bù; khoa chủ động sắp xếp trong 30 ngày.",
    ),
    (
        4,
        7,
        "Đề nghị Đảng ủy gửi danh mục chuyên đề gợi ý ngay từ đầu năm.",
        (7, 28),
        (8, 14),
        "Tiếp thu. Danh mục năm 2021 sẽ gửi các chi bộ trong tháng 12/2020.",
    ),
    (
        6,
        9,
        "Đề nghị trang bị máy tính cho chi bộ để ghi biên bản trực tiếp tại buổi sinh hoạt.",
        (9, 28),
        None,
        "",
    ),
    (1, 12, "Đề nghị tập huấn nghiệp vụ cho thư ký các chi bộ.", None, None, ""),
]
# What a thematic meeting taught.
STRENGTHS = [
    "Tài liệu gửi trước hai ngày; báo cáo bám sát việc của khoa, có số liệu.",
    "Nhiều đồng chí liên hệ bản thân cụ thể; chủ trì gợi ý thảo luận đúng trọng tâm.",
    "Chuyên đề ngắn gọn, giải pháp có người chịu trách nhiệm.",
    "Đảng viên trẻ trình bày tự tin, có minh họa bằng hình ảnh.",
]
SHORTCOMINGS = [
    "Phần nguyên nhân còn chung; một số đồng chí phát biểu lặp ý.",
    "Thời gian thảo luận còn ngắn vì phần thông tin thời sự kéo dài.",
    "Số liệu so sánh với năm trước chưa đầy đủ.",
    "Chưa nêu rõ mốc kiểm tra việc thực hiện sau chuyên đề.",
]
CAUSES = [
    "Người chuẩn bị bận trực nên hoàn thành bản thảo muộn.",
    "Chi ủy chưa duyệt đề cương trước một tuần.",
    "Việc phân công ý kiến trọng tâm chưa làm trước.",
]
TO_MEND = [
    "Chi ủy duyệt đề cương trước 07 ngày; phân công ba ý kiến trọng tâm.",
    "Bổ sung số liệu, gửi bản hoàn chỉnh cho đảng viên trong 05 ngày.",
    "Đưa việc kiểm tra thực hiện vào chương trình tháng sau.",
]
REMARKS = {
    "on_preparation": "Chi ủy họp trước, có dự thảo kết luận; tài liệu gửi trước hai ngày.",
    "on_content": "Đủ nội dung thường kỳ và chuyên đề; sát nhiệm vụ chống dịch.",
    "on_procedure": "Đúng các bước; phần tự phê bình còn ngắn.",
    "on_chairing": "Điều hành rõ ràng, khuyến khích người ít phát biểu.",
    "on_conclusion": "Kết luận từng nội dung, dễ kiểm tra.",
    "on_tasks": "Giao việc có người, có hạn; nên ghi thêm nơi báo cáo kết quả.",
    "on_minutes": "Biên bản ghi đủ ý kiến, thông qua ngay tại buổi họp.",
}
LIBRARY = [
    ("Mẫu đề cương chuyên đề quý", "Sinh hoạt chuyên đề", "mau-de-cuong"),
    ("Sổ tay phòng, chống dịch COVID-19 cho đảng viên y tế", "COVID-19", "so-tay-phong-dich"),
    ("Hướng dẫn ghi biên bản sinh hoạt chi bộ", "Nghiệp vụ chi ủy", "ghi-bien-ban"),
    ("Chuyện kể về Bác Hồ: tập bài đọc hằng tháng", "Học tập Bác Hồ", "chuyen-ke"),
]
