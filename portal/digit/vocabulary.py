"""Words of municipal workflows, English and Lao: from these the names of states and actions become texts.

A phrase is looked for before the words in it, since Lao puts them in another order: FIELD INSPECTION is ກວດສະຖານທີ່.
The Lao of phrases that follow each other is joined as it stands. Terms are those of docs/glossary.md.
"""

from __future__ import annotations

from typing import Final

SPELT: Final[dict[str, str]] = {
    **{"ACK": "ACKNOWLEDGE", "ADDL": "ADDITIONAL", "APPL": "APPLICATION", "ASMT": "ASSESSMENT", "ASST": "ASSISTANT"},
    **{"AUTH": "AUTHORITY", "CEMP": "COUNTER EMPLOYEE", "CERT": "CERTIFICATE", "COMM": "COMMISSIONER", "DEPT": "DEPARTMENT"},
    **{"DOC": "DOCUMENT", "DOCS": "DOCUMENTS", "DV": "DOCUMENT VERIFICATION", "EMP": "EMPLOYEE", "FI": "FIELD INSPECTION"},
    **{"INFO": "INFORMATION", "INPROGRESS": "IN PROGRESS", "LICENSE": "LICENCE", "LME": "FIELD OFFICER", "REG": "REGISTRATION"},
    **{"REQ": "REQUIRED", "SANC": "SANCTION", "VERIF": "VERIFICATION", "CANCELED": "CANCELLED", "CANCELLATION": "CANCEL"},
    **{"ADHOC": "AD HOC CHARGE", "REVOCATE": "REVOKE", "REVOCATED": "REVOKED", "REVOCATION": "REVOKED", "ACCT": "ACCOUNT"},
    **{"EDITRENEWAL": "EDIT RENEWAL", "FIRENOC": "FIRE NOC"},
}
"""Short and other spellings: what is read instead."""

ALWAYS_CAPITAL: Final = frozenset({"NOC", "ID", "GIS", "OTP"})
"""Words that English writes in capital letters."""

NAMED: Final[dict[str, tuple[str, str]]] = {
    "BPA": ("ອະນຸມັດແບບກໍ່ສ້າງ", "Building plan approval"),
    "BPA LOW": ("ອະນຸມັດແບບກໍ່ສ້າງ (ຄວາມສ່ຽງຕ່ຳ)", "Building plan approval (low risk)"),
    "FIRE NOC": ("ໃບຢັ້ງຢືນຄວາມປອດໄພດ້ານອັກຄີໄພ", "Fire safety certificate"),
    "PGR": ("ຄຳສະເໜີ ແລະ ຄຳຮ້ອງທຸກຂອງປະຊາຊົນ", "Public grievance"),
    "ASSESSMENT": ("ປະເມີນຊັບສິນ", "Property assessment"),
    "PT CREATE": ("ຂຶ້ນທະບຽນຊັບສິນ", "Property registration"),
    "PT MUTATION": ("ໂອນກຳມະສິດຊັບສິນ", "Property transfer"),
    "NEW TL": ("ໃບອະນຸຍາດຄ້າຂາຍໃໝ່", "New trade licence"),
    "EDIT RENEWAL": ("ແກ້ໄຂ ແລະ ຕໍ່ອາຍຸໃບອະນຸຍາດຄ້າຂາຍ", "Change and renewal of a trade licence"),
    "DIRECT RENEWAL": ("ຕໍ່ອາຍຸໃບອະນຸຍາດຄ້າຂາຍ", "Renewal of a trade licence"),
    "NEW WS": ("ຕໍ່ນ້ຳປະປາໃໝ່", "New water connection"),
    "NEW SW": ("ຕໍ່ທໍ່ລະບາຍນ້ຳເສຍໃໝ່", "New sewerage connection"),
    "MODIFY WS CONNECTION": ("ປ່ຽນແປງການຕໍ່ນ້ຳປະປາ", "Change of a water connection"),
    "MODIFY SW CONNECTION": ("ປ່ຽນແປງການຕໍ່ທໍ່ລະບາຍນ້ຳເສຍ", "Change of a sewerage connection"),
}
"""Whole services by the words of their names: (Lao, English)."""

PHRASES: Final[dict[str, str]] = {
    # handing in, sending back
    **{"APPLY": "ຍື່ນຄຳຮ້ອງ", "APPLIED": "ຍື່ນຄຳຮ້ອງແລ້ວ", "SUBMIT": "ຍື່ນຄຳຮ້ອງ", "SUBMIT APPLICATION": "ຍື່ນຄຳຮ້ອງ"},
    **{"SUBMITTED": "ຍື່ນຄຳຮ້ອງແລ້ວ", "APPLICATION SUBMITTED": "ຍື່ນຄຳຮ້ອງແລ້ວ", "RESUBMIT": "ຍື່ນຄຳຮ້ອງຄືນ"},
    **{"RESUBMIT APPLICATION": "ຍື່ນຄຳຮ້ອງຄືນ", "INITIATE": "ເລີ່ມຄຳຮ້ອງ", "INITIATED": "ເລີ່ມຄຳຮ້ອງແລ້ວ", "CREATE": "ສ້າງຄຳຮ້ອງ"},
    **{"CREATED": "ສ້າງຄຳຮ້ອງແລ້ວ", "OPEN": "ເປີດຄຳຮ້ອງ", "OPENED": "ເປີດຄຳຮ້ອງແລ້ວ", "REOPEN": "ເປີດຄຳຮ້ອງຄືນ", "REOPENED": "ເປີດຄຳຮ້ອງຄືນແລ້ວ"},
    **{"SEND": "ສົ່ງ", "SEND TO": "ສົ່ງໃຫ້", "SEND BACK": "ສົ່ງກັບ", "SENT BACK": "ສົ່ງກັບແລ້ວ", "SEND BACK TO": "ສົ່ງກັບໃຫ້"},
    **{"SEND BACK FOR": "ສົ່ງກັບໄປ", "SEND BACK TO CITIZEN": "ສົ່ງກັບໃຫ້ແກ້ໄຂ", "SEND BACK TO APPLICANT": "ສົ່ງກັບໃຫ້ແກ້ໄຂ"},
    **{"RETURN": "ສົ່ງກັບ", "RETURNED": "ສົ່ງກັບແລ້ວ", "BACK FROM": "ສົ່ງກັບຈາກຂັ້ນ", "FORWARD": "ສົ່ງຕໍ່", "FORWARDED": "ສົ່ງຕໍ່ແລ້ວ"},
    **{"FORWARD TO": "ສົ່ງຕໍ່ໃຫ້", "REFER": "ຂໍຄຳເຫັນ", "REFERRED": "ຂໍຄຳເຫັນແລ້ວ", "VERIFY AND FORWARD": "ກວດແລ້ວສົ່ງຕໍ່", "ESCALATE": "ສົ່ງຂຶ້ນຂັ້ນເທິງ"},
    **{"ESCALATED": "ສົ່ງຂຶ້ນຂັ້ນເທິງແລ້ວ", "CITIZEN ACTION REQUIRED": "ຜູ້ຍື່ນຄຳຮ້ອງຕ້ອງແກ້ໄຂ", "CITIZEN ACTION": "ຜູ້ຍື່ນຄຳຮ້ອງແກ້ໄຂ"},
    **{"COUNTER EMPLOYEE ACTION": "ເຈົ້າໜ້າທີ່ຮັບຄຳຮ້ອງແກ້ໄຂ", "CITIZEN APPROVAL": "ຜູ້ຍື່ນຄຳຮ້ອງຢືນຢັນ"},
    # waiting
    **{"PENDING": "ລໍຖ້າ", "PENDING FOR": "ລໍຖ້າ", "PENDING AT": "ຢູ່ນຳ", "PENDING WITH": "ຢູ່ນຳ", "AWAITING": "ລໍຖ້າ"},
    **{"WAITING FOR": "ລໍຖ້າ", "WAITING": "ລໍຖ້າ", "IN PROGRESS": "ກຳລັງດຳເນີນການ", "PROCESSING": "ກຳລັງດຳເນີນການ"},
    **{"IN WORKFLOW": "ກຳລັງດຳເນີນການ", "ON HOLD": "ພັກໄວ້", "HOLD": "ພັກໄວ້", "RESUME": "ດຳເນີນການຕໍ່", "UNDER": "ກຳລັງ"},
    # looking at it
    **{"VERIFY": "ກວດສອບ", "VERIFIED": "ກວດສອບແລ້ວ", "VERIFICATION": "ກວດສອບ", "VERIFY DOCUMENT": "ກວດເອກະສານ"},
    **{"VERIFY DOCUMENTS": "ກວດເອກະສານ", "DOCUMENT VERIFY": "ກວດເອກະສານ", "DOCUMENT VERIFICATION": "ກວດເອກະສານ"},
    **{"DOCUMENTS VERIFICATION": "ກວດເອກະສານ", "DOCUMENT VERIFIED": "ກວດເອກະສານແລ້ວ", "DOCUMENTS VERIFIED": "ກວດເອກະສານແລ້ວ"},
    **{"DOCUMENT REVIEW": "ກວດເອກະສານ", "FIELD INSPECTION": "ກວດສະຖານທີ່", "FIELD INSPECTION VERIFICATION": "ກວດສະຖານທີ່", "FIELD VERIFICATION": "ກວດສະຖານທີ່"},
    **{"FIELD VERIFIED": "ກວດສະຖານທີ່ແລ້ວ", "FIELD VERIFY": "ກວດສະຖານທີ່", "SITE INSPECTION": "ກວດສະຖານທີ່", "SITE VISIT": "ລົງກວດສະຖານທີ່"},
    **{"NOC VERIFICATION": "ກວດໃບຢັ້ງຢືນບໍ່ຂັດຂ້ອງ", "NOC": "ໃບຢັ້ງຢືນບໍ່ຂັດຂ້ອງ", "INSPECT": "ກວດກາ", "INSPECTED": "ກວດກາແລ້ວ", "INSPECTION": "ກວດກາ"},
    **{"REVIEW": "ພິຈາລະນາ", "REVIEWED": "ພິຈາລະນາແລ້ວ", "SCRUTINY": "ກວດລະອຽດ", "CHECK": "ກວດສອບ", "CHECKED": "ກວດສອບແລ້ວ"},
    **{"ASSESS": "ປະເມີນ", "ASSESSED": "ປະເມີນແລ້ວ", "ASSESSMENT": "ປະເມີນ", "SURVEY": "ສຳຫຼວດ", "SURVEYED": "ສຳຫຼວດແລ້ວ"},
    **{"TEST": "ທົດສອບ", "TESTED": "ທົດສອບແລ້ວ", "HEARING": "ຟັງຄຳຊີ້ແຈງ", "APPEAL": "ອຸທອນ", "QUERY": "ສອບຖາມ"},
    **{"COMMENT": "ບັນທຶກຄຳເຫັນ", "RATE": "ບັນທຶກຄະແນນ", "RATED": "ໃຫ້ຄະແນນແລ້ວ", "ASSIGN": "ມອບໝາຍ", "ASSIGNED": "ມອບໝາຍແລ້ວ"},
    **{"ASSIGNMENT": "ມອບໝາຍ", "REASSIGN": "ມອບໝາຍໃໝ່", "REASSIGNED": "ມອບໝາຍໃໝ່ແລ້ວ", "REASSIGNMENT": "ມອບໝາຍໃໝ່", "SCHEDULE": "ນັດວັນ"},
    **{"SCHEDULED": "ນັດວັນແລ້ວ", "CORRECTION": "ແກ້ໄຂ", "CORRECT": "ແກ້ໄຂ", "EDIT": "ແກ້ໄຂ", "MODIFY": "ປ່ຽນແປງ", "MODIFICATION": "ປ່ຽນແປງ"},
    **{"UPDATE": "ປັບປຸງຂໍ້ມູນ", "UPDATED": "ປັບປຸງຂໍ້ມູນແລ້ວ", "UPLOAD": "ແນບ", "ACKNOWLEDGE": "ຮັບຊາບ", "ACKNOWLEDGED": "ຮັບຊາບແລ້ວ"},
    # deciding
    **{"APPROVE": "ອະນຸມັດ", "APPROVED": "ອະນຸມັດແລ້ວ", "APPROVAL": "ອະນຸມັດ", "FINAL APPROVAL": "ອະນຸມັດຂັ້ນສຸດທ້າຍ"},
    **{"APPROVE CONNECTION": "ອະນຸມັດການຕໍ່ເຊື່ອມ", "APPROVE FOR CONNECTION": "ອະນຸມັດການຕໍ່ເຊື່ອມ", "APPROVAL FOR CONNECTION": "ອະນຸມັດການຕໍ່ເຊື່ອມ"},
    **{"CONNECTION ACTIVATION": "ເປີດໃຊ້ການຕໍ່ເຊື່ອມ", "ACTIVATE CONNECTION": "ເປີດໃຊ້ການຕໍ່ເຊື່ອມ", "CONNECTION ACTIVATED": "ເປີດໃຊ້ການຕໍ່ເຊື່ອມແລ້ວ"},
    **{"CONNECTION": "ການຕໍ່ເຊື່ອມ", "ACTIVATE": "ເປີດໃຊ້", "ACTIVATED": "ເປີດໃຊ້ແລ້ວ", "ACTIVATION": "ເປີດໃຊ້", "ACTIVE": "ມີຜົນໃຊ້"},
    **{"ACCEPT": "ຮັບເອົາ", "ACCEPTED": "ຮັບເອົາແລ້ວ", "GRANT": "ອະນຸຍາດ", "GRANTED": "ອະນຸຍາດແລ້ວ", "SANCTION": "ອະນຸຍາດ", "SANCTIONED": "ອະນຸຍາດແລ້ວ"},
    **{"CONFIRM": "ຢັ້ງຢືນ", "CONFIRMED": "ຢັ້ງຢືນແລ້ວ", "SIGN": "ເຊັນ", "SIGNED": "ເຊັນແລ້ວ", "ISSUE": "ອອກໃບ", "ISSUED": "ອອກໃບແລ້ວ"},
    **{"REGISTER": "ຂຶ້ນທະບຽນ", "REGISTERED": "ຂຶ້ນທະບຽນແລ້ວ", "REGISTRATION": "ຂຶ້ນທະບຽນ", "REJECT": "ປະຕິເສດ", "REJECTED": "ຖືກປະຕິເສດ"},
    **{"REJECTION": "ຖືກປະຕິເສດ", "REFUSE": "ປະຕິເສດ", "REFUSED": "ຖືກປະຕິເສດ", "DECLINE": "ປະຕິເສດ", "DECLINED": "ຖືກປະຕິເສດ"},
    **{"DENY": "ປະຕິເສດ", "DENIED": "ຖືກປະຕິເສດ", "REVOKE": "ຖອນຄືນໃບອະນຸຍາດ", "REVOKED": "ຖືກຖອນຄືນໃບອະນຸຍາດ", "CANCEL": "ຍົກເລີກ", "CANCELLED": "ຖືກຍົກເລີກ"},
    **{"EXPIRE": "ໝົດອາຍຸ", "EXPIRED": "ໝົດອາຍຸແລ້ວ", "INACTIVE": "ໝົດຜົນໃຊ້", "DEACTIVATE": "ປິດການນຳໃຊ້", "DEACTIVATED": "ປິດການນຳໃຊ້ແລ້ວ"},
    **{"SUSPEND": "ໂຈະໄວ້", "SUSPENDED": "ຖືກໂຈະໄວ້", "TERMINATE": "ສິ້ນສຸດ", "TERMINATED": "ສິ້ນສຸດແລ້ວ", "WITHDRAW": "ຖອນຄຳຮ້ອງ"},
    **{"WITHDRAWN": "ຖອນຄຳຮ້ອງແລ້ວ", "RESOLVE": "ແກ້ໄຂ", "RESOLVED": "ແກ້ໄຂແລ້ວ", "RESOLUTION": "ແກ້ໄຂແລ້ວ", "COMPLETE": "ສຳເລັດ"},
    **{"COMPLETED": "ສຳເລັດແລ້ວ", "COMPLETION": "ສຳເລັດ", "CLOSE": "ປິດຄຳຮ້ອງ", "CLOSED": "ປິດຄຳຮ້ອງແລ້ວ", "DONE": "ແລ້ວ", "FINISHED": "ແລ້ວ"},
    **{"CLOSED AFTER REJECTION": "ປິດຄຳຮ້ອງຫຼັງຖືກປະຕິເສດ", "CLOSED AFTER RESOLUTION": "ປິດຄຳຮ້ອງຫຼັງແກ້ໄຂແລ້ວ", "AFTER": "ຫຼັງ"},
    # money
    **{"PAY": "ຈ່າຍເງິນ", "PAID": "ຈ່າຍເງິນແລ້ວ", "PAYMENT": "ຈ່າຍເງິນ", "FEE PAYMENT": "ຈ່າຍຄ່າທຳນຽມ", "PAY FEE": "ຈ່າຍຄ່າທຳນຽມ"},
    **{"APPLICATION FEE PAYMENT": "ຈ່າຍຄ່າທຳນຽມຍື່ນຄຳຮ້ອງ", "SANCTION FEE PAYMENT": "ຈ່າຍຄ່າທຳນຽມອະນຸຍາດ", "SKIP PAYMENT": "ຂ້າມການຈ່າຍເງິນ"},
    **{"PAYMENT RECEIVED": "ໄດ້ຮັບເງິນແລ້ວ", "MAKE PAYMENT": "ຈ່າຍເງິນ", "FEE": "ຄ່າທຳນຽມ", "AD HOC CHARGE": "ປັບຄ່າທຳນຽມ", "REFUND": "ຄືນເງິນ"},
    **{"REFUNDED": "ຄືນເງິນແລ້ວ", "GENERATE DEMAND": "ອອກໃບແຈ້ງຄ່າທຳນຽມ", "BILL": "ໃບບິນ", "GENERATE BILL": "ອອກໃບບິນ"},
    # handing out, work outside
    **{"PRINT": "ພິມ", "PRINTED": "ພິມແລ້ວ", "DISPATCH": "ສົ່ງອອກ", "DISPATCHED": "ສົ່ງອອກແລ້ວ", "DELIVER": "ມອບໃຫ້", "DELIVERED": "ມອບໃຫ້ແລ້ວ"},
    **{"COLLECT": "ມາຮັບ", "COLLECTED": "ມາຮັບແລ້ວ", "ISSUE CERTIFICATE": "ອອກໃບຢັ້ງຢືນ", "CERTIFICATE ISSUED": "ອອກໃບຢັ້ງຢືນແລ້ວ"},
    **{"ISSUE LICENCE": "ອອກໃບອະນຸຍາດ", "LICENCE ISSUED": "ອອກໃບອະນຸຍາດແລ້ວ", "ISSUE PERMIT": "ອອກໃບອະນຸຍາດ", "PERMIT ISSUED": "ອອກໃບອະນຸຍາດແລ້ວ"},
    **{"CERTIFICATE": "ໃບຢັ້ງຢືນ", "LICENCE": "ໃບອະນຸຍາດ", "PERMIT": "ໃບອະນຸຍາດ", "PERMISSION": "ການອະນຸຍາດ", "RENEW": "ຕໍ່ອາຍຸ", "RENEWAL": "ຕໍ່ອາຍຸ"},
    **{"RENEWED": "ຕໍ່ອາຍຸແລ້ວ", "TRANSFER": "ໂອນ", "TRANSFERRED": "ໂອນແລ້ວ", "START": "ເລີ່ມ", "STARTED": "ເລີ່ມແລ້ວ", "STOP": "ຢຸດ"},
    # people and things
    **{"CITIZEN": "ຜູ້ຍື່ນຄຳຮ້ອງ", "APPLICANT": "ຜູ້ຍື່ນຄຳຮ້ອງ", "EMPLOYEE": "ເຈົ້າໜ້າທີ່", "COUNTER EMPLOYEE": "ເຈົ້າໜ້າທີ່ຮັບຄຳຮ້ອງ"},
    **{"OFFICER": "ເຈົ້າໜ້າທີ່", "FIELD OFFICER": "ເຈົ້າໜ້າທີ່ລົງພາກສະໜາມ", "INSPECTOR": "ຜູ້ກວດກາ", "FIELD INSPECTOR": "ຜູ້ກວດສະຖານທີ່"},
    **{"DOCUMENT VERIFIER": "ຜູ້ກວດເອກະສານ", "VERIFIER": "ຜູ້ກວດສອບ", "APPROVER": "ຜູ້ອະນຸມັດ", "ENGINEER": "ວິສະວະກອນ", "ARCHITECT": "ສະຖາປະນິກ"},
    **{"CLERK": "ເສມຽນ", "SUPERVISOR": "ຫົວໜ້າກວດກາ", "COMMISSIONER": "ຫົວໜ້າຫ້ອງການ", "AUTHORITY": "ອົງການ", "DEPARTMENT": "ພະແນກ"},
    **{"OFFICE": "ຫ້ອງການ", "DISTRICT": "ເມືອງ", "VILLAGE": "ບ້ານ", "PROVINCE": "ແຂວງ", "DOCUMENT": "ເອກະສານ", "DOCUMENTS": "ເອກະສານ"},
    **{"APPLICATION": "ຄຳຮ້ອງ", "REQUEST": "ຄຳຂໍ", "COMPLAINT": "ຄຳຮ້ອງທຸກ", "PROPERTY": "ຊັບສິນ", "TRADE LICENCE": "ໃບອະນຸຍາດຄ້າຂາຍ"},
    **{"WATER": "ນ້ຳປະປາ", "SEWERAGE": "ລະບາຍນ້ຳເສຍ", "BUILDING PERMIT": "ໃບອະນຸຍາດປຸກສ້າງ", "BIRTH": "ການເກີດ", "DEATH": "ການເສຍຊີວິດ"},
    **{"BIRTH REGISTRATION": "ຂຶ້ນທະບຽນການເກີດ", "DEATH REGISTRATION": "ຂຶ້ນທະບຽນການເສຍຊີວິດ", "MARRIAGE REGISTRATION": "ຂຶ້ນທະບຽນແຕ່ງງານ"},
}
"""Words and phrases in Lao. What stands behind PENDING in English stands behind ລໍຖ້າ too."""

LEADING: Final = frozenset(
    {"PENDING", "PENDING FOR", "PENDING AT", "PENDING WITH", "AWAITING", "WAITING FOR", "UNDER", "SEND TO", "SEND BACK TO"}
    | {"SEND BACK FOR", "BACK FROM", "FORWARD TO", "FORWARD", "RETURN", "VERIFY", "APPROVE", "REVIEW", "CHECK", "INSPECT"}
    | {"PRINT", "SIGN", "UPLOAD", "COLLECT", "DELIVER", "DISPATCH", "CANCEL", "RENEW", "TRANSFER", "REGISTER", "ASSESS"}
    | {"CONFIRM", "EDIT", "MODIFY", "ACCEPT", "REJECT", "CLOSE", "ASSIGN", "SURVEY"}
)
"""Phrases that another may follow as in English: a verb and its object. Other chains of words have another order in Lao,
and are left to be translated."""

JOINING: Final = frozenset({"FOR", "TO", "AT", "WITH", "FROM", "BY", "OF", "THE", "AND", "IN", "ON"})
"""Words that are known, so that SENDBACKTOCITIZEN can be taken apart, but say nothing in Lao by themselves."""
BEHIND: Final = ("PENDING", "IN PROGRESS", "REQUIRED")
"""Words that English also puts last (APPROVAL PENDING), Lao first."""
FIRST: Final = {"PENDING": "ລໍຖ້າ", "IN PROGRESS": "ກຳລັງ", "REQUIRED": "ຕ້ອງ"}
"""What Lao puts first for them."""
