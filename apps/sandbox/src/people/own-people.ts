// The sandbox's own people: citizens, an enterprise, and those who must not get in at the officers' door.
import { type Person, stableUuid } from './person.ts'

type Made = Pick<Person, 'name' | 'idNumber' | 'birthDate' | 'sex' | 'phone' | 'note'> & Partial<Person>

const make = (made: Made): Person => ({
  techId: stableUuid(`own ${made.name} ${made.idNumber}`),
  kind: 'citizen',
  oldIdNumber: null,
  logins: [made.idNumber],
  tellsPhone: true,
  viaVneid: false,
  ...made,
})

export const ownPeople: readonly Person[] = [
  make({
    name: 'Vũ Minh Khôi',
    idNumber: '074091007788',
    birthDate: '1991-11-20',
    sex: 'male',
    phone: '0967000788',
    note: { vi: 'Không có trong danh sách cán bộ', en: 'On no list of officers' },
  }),
  make({
    name: 'Trần Thị Mai Anh',
    idNumber: '074194004321',
    oldIdNumber: '281204321',
    logins: ['074194004321', '281204321'],
    birthDate: '1994-05-08',
    sex: 'female',
    phone: '0978004321',
    note: { vi: 'Công dân', en: 'Citizen' },
  }),
  make({
    name: 'Lê Hoàng Phúc',
    idNumber: '079088006655',
    birthDate: '1988-01-30',
    sex: 'male',
    phone: '0938006655',
    viaVneid: true,
    tellsPhone: false,
    note: { vi: 'Công dân, đăng nhập bằng VNeID', en: 'Citizen, signs in with VNeID' },
  }),
  // Bears the ID number of an officer of the list: an enterprise's account must never match an officer.
  make({
    name: 'Công ty TNHH Thử Nghiệm Sông Bé',
    kind: 'enterprise',
    idNumber: '074080005678',
    logins: ['3700000017'],
    birthDate: '1980-09-02',
    sex: 'male',
    phone: '0274000017',
    tellsPhone: false,
    enterprise: { taxCode: '3700000017', name: 'Công ty TNHH Thử Nghiệm Sông Bé' },
    note: {
      vi: 'Doanh nghiệp, đứng tên số định danh của một cán bộ',
      en: 'Enterprise, registered with the ID number of an officer',
    },
  }),
  // Another account with an officer's ID number: refused once the officer's own account is linked.
  make({
    name: 'Nguyễn Thị Hạnh',
    techId: stableUuid('own twin 074185001234'),
    idNumber: '074185001234',
    logins: [],
    birthDate: '1985-03-14',
    sex: 'female',
    phone: '0901999926',
    tellsPhone: false,
    note: {
      vi: 'Tài khoản Cổng khác mang cùng số định danh',
      en: 'Another portal account with the same ID number',
    },
  }),
]
